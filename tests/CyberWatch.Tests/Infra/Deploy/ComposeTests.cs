using CyberWatch.Infra.Options;
using CyberWatch.Scanner.Commands;
using CyberWatch.Tests.Support;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace CyberWatch.Tests.Infra.Deploy;

/// <summary>compose.yaml, read and held against what the programs know: no container engine runs here.</summary>
public sealed class ComposeTests
{
    private const string WatchPort = "9464";
    private const string Prefix = "CYBERWATCH_";
    private static readonly Dictionary<object, object> File = Read("compose.yaml");
    private static readonly Dictionary<object, object> Raw = Read("compose.raw.yaml");
    private static readonly string[] Ours = ["migrate", "index", "worker", "dashboard"];

    public static TheoryData<string> Services => [.. ServicesOf(File).Keys.Cast<string>()];

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_setting_is_an_option(string name)
    {
        var settings = Map(Service(name), "environment")
            .Keys.Cast<string>()
            .Where(key => key.StartsWith(Prefix, StringComparison.Ordinal));
        var secrets = List(Service(name), "secrets")
            .OfType<Dictionary<object, object>>()
            .Select(secret => (string)secret["target"])
            .Where(target => !target.Contains('/', StringComparison.Ordinal) && !target.Contains('.', StringComparison.Ordinal));

        Assert.All(
            settings.Select(key => key[Prefix.Length..]).Concat(secrets).Where(key => key != "SECRETS"),
            key => Assert.Null(KnownSettings.All.FaultOf(key.Replace("__", ":", StringComparison.Ordinal), "value"))
        );
    }

    [Fact]
    public void Our_services_have_settings_and_secrets() =>
        Assert.All(
            Ours,
            name => Assert.True(Map(Service(name), "environment").Count > 10 && List(Service(name), "secrets").Any())
        );

    [Theory]
    [MemberData(nameof(Services))]
    public void No_secret_stands_in_a_variable(string name) =>
        Assert.DoesNotContain(
            Map(Service(name), "environment").Keys.Cast<string>(),
            key =>
                (
                    key.Contains("PASSWORD", StringComparison.OrdinalIgnoreCase)
                    || key.Contains("ApiKey", StringComparison.OrdinalIgnoreCase)
                ) && !key.EndsWith("_FILE", StringComparison.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Services))]
    public void No_service_has_a_capability_or_may_gain_one(string name)
    {
        Assert.Equal(["ALL"], List(Service(name), "cap_drop"));
        Assert.Contains("no-new-privileges:true", List(Service(name), "security_opt"));
        Assert.Empty(List(Service(name), "cap_add"));
        // Elasticsearch writes into its own folder of settings
        Assert.Equal(name != "elasticsearch", Service(name).GetValueOrDefault("read_only") is "true");
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Only_the_pages_and_the_caught_mail_are_published_and_only_on_this_machine(string name)
    {
        var ports = List(Service(name), "ports").Cast<string>().ToList();

        Assert.Equal(name is "dashboard" or "mail", ports.Count > 0);
        Assert.All(ports, port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
        Assert.DoesNotContain(ports, port => port.Contains(WatchPort, StringComparison.Ordinal));
        if (name is "postgres" or "elasticsearch")
            Assert.Equal(["inside"], List(Service(name), "networks"));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Images_of_others_have_a_version_and_no_host(string name)
    {
        var image = (string)Service(name)["image"];
        if (Ours.Contains(name))
            Assert.StartsWith("cyberwatch-", image, StringComparison.Ordinal);
        else
            PinnedImage.Check(image);
    }

    [Fact]
    public void What_is_named_is_declared()
    {
        foreach (var name in ServicesOf(File).Keys.Cast<string>())
        {
            var service = Service(name);
            Assert.All(Map(service, "depends_on").Keys, other => Assert.Contains(other, ServicesOf(File).Keys));
            Assert.All(List(service, "networks"), network => Assert.Contains(network, Map(File, "networks").Keys));
            Assert.All(
                List(service, "secrets").Select(secret => secret is Dictionary<object, object> one ? one["source"] : secret),
                secret => Assert.Contains(secret, Map(File, "secrets").Keys)
            );
            Assert.All(
                List(service, "volumes").Cast<string>(),
                volume => Assert.Contains(volume.Split(':')[0], Map(File, "volumes").Keys.Cast<string>())
            );
        }
    }

    [Fact]
    public async Task Commands_are_verbs_of_the_command_line()
    {
        foreach (var name in Ours.Where(name => name != "dashboard"))
        {
            string[] verb = [.. List(Service(name), "command").Cast<string>().DefaultIfEmpty("serve"), "--help"];
            await using var output = new StringWriter();
            Assert.Equal(0, await CommandLine.RunAsync(verb, output, output, null, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void With_raw_sockets_the_worker_ends_as_nobody_with_one_capability()
    {
        var worker = (Dictionary<object, object>)ServicesOf(Raw)["worker"];

        Assert.Equal(["NET_RAW", "SETUID", "SETGID", "SETPCAP"], List(worker, "cap_add"));
        Assert.Equal("setpriv", List(worker, "entrypoint").First());
        Assert.Contains("--reuid=10001", List(worker, "entrypoint"));
        Assert.Contains("--bounding-set=-all,+net_raw", List(worker, "entrypoint"));
    }

    private static Dictionary<object, object> Service(string name) => (Dictionary<object, object>)ServicesOf(File)[name];

    private static Dictionary<object, object> ServicesOf(Dictionary<object, object> file) => Map(file, "services");

    private static Dictionary<object, object> Map(Dictionary<object, object> of, string key) =>
        of.GetValueOrDefault(key) as Dictionary<object, object> ?? [];

    private static IEnumerable<object> List(Dictionary<object, object> of, string key) =>
        of.GetValueOrDefault(key) as List<object> ?? [];

    private static Dictionary<object, object> Read(string name)
    {
        using var reader = System.IO.File.OpenText(Path.Combine(Repository.Root, "infra", "deploy", name));
        return new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(reader)));
    }
}
