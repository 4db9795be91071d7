using System.Security.Cryptography.X509Certificates;
using CliWrap;
using CliWrap.Buffered;
using CyberWatch.Tests.Support;

namespace CyberWatch.EndToEnd.Deploy;

public sealed class ScriptTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cyberwatch-deploy-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Secrets_are_made_once_and_kept()
    {
        var secrets = Path.Combine(_folder.FullName, "secrets");
        await RunAsync("secrets", secrets);
        var first = await ReadAsync(secrets);

        await RunAsync("secrets", secrets);

        Assert.Equal(["elasticsearch", "postgres", "server.key", "server.pem"], first.Keys);
        Assert.Equal(first, await ReadAsync(secrets));
        Assert.Equal(48, first["postgres"].Length);
        Assert.NotEqual(first["postgres"], first["elasticsearch"]);
        var mode = await Cli.Wrap("stat").WithArguments(["-c", "%a", secrets]).ExecuteBufferedAsync(Token);
        Assert.Equal("700", mode.StandardOutput.Trim());
        using var certificate = X509Certificate2.CreateFromPem(first["server.pem"], first["server.key"]);
        Assert.True(certificate.MatchesHostname("elasticsearch") && certificate.MatchesHostname("mail"));
    }

    [Fact]
    public async Task What_is_published_starts_and_is_all_that_the_images_take()
    {
        var published = Path.Combine(_folder.FullName, "published");

        await RunAsync("publish", published);

        var copied = (await File.ReadAllLinesAsync(Path.Combine(published, "Dockerfile"), Token))
            .Where(line => line.StartsWith("COPY ", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[1])
            .Order(StringComparer.Ordinal);
        Assert.Equal(Directory.GetDirectories(published).Select(Path.GetFileName).Order(StringComparer.Ordinal), copied);
        var rules = await StartedAsync(published, "worker/CyberWatch.Scanner.dll", "rules", "list", "--data", _folder.FullName);
        Assert.Contains("tls.", rules, StringComparison.Ordinal);
        var help = await StartedAsync(published, "dashboard/CyberWatch.Dashboard.dll", "--help");
        Assert.StartsWith("CyberWatch.Dashboard", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_somebody_else_is_not_published_over()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "mine"), "", Token);

        var result = await RunAsync("publish", _folder.FullName, mayFail: true);

        Assert.Equal(1, result.ExitCode);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "mine")));
    }

    private static async Task<BufferedCommandResult> RunAsync(string script, string folder, bool mayFail = false) =>
        await Cli.Wrap(Path.Combine(Repository.Root, "infra", "deploy", script))
            .WithArguments([folder])
            .WithValidation(mayFail ? CommandResultValidation.None : CommandResultValidation.ZeroExitCode)
            .ExecuteBufferedAsync(Token);

    private static async Task<string> StartedAsync(string folder, string program, params string[] arguments) =>
        (
            await Cli.Wrap("dotnet").WithArguments([Path.Combine(folder, program), .. arguments]).ExecuteBufferedAsync(Token)
        ).StandardOutput;

    private static async Task<SortedDictionary<string, string>> ReadAsync(string folder)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder))
            found[Path.GetFileName(file)] = await File.ReadAllTextAsync(file, Token);
        return found;
    }
}
