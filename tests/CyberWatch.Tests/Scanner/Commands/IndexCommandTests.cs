using CyberWatch.Tests.Infra.Registry.Import;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Commands;

public sealed class IndexCommandTests : IDisposable
{
    private readonly Cli _cli = new();

    [Fact]
    public async Task The_embedded_index_needs_no_setup_but_its_file_and_takes_documents()
    {
        var setup = await _cli.RunAsync("index", "setup");
        var status = await _cli.RunAsync("index", "status");

        Assert.Equal((0, 0), (setup.Status, status.Status));
        Assert.Contains("Findings:Provider", setup.Error, StringComparison.Ordinal);
        Assert.Contains("takes documents", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_is_rebuilt_and_what_is_missing_is_said()
    {
        await _cli.BeginAsync();

        var empty = await _cli.RunAsync("index", "rebuild");

        Assert.Equal(0, empty.Status);
        Assert.Contains("0 latest findings", empty.Output, StringComparison.Ordinal);
        Assert.Contains("Neither history nor outbox", empty.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("setup")]
    [InlineData("status")]
    [InlineData("rebuild")]
    [InlineData("forget", "990000001", "--yes")]
    public async Task A_server_that_is_not_there_is_told_with_the_remedy(params string[] verb)
    {
        await _cli.RegisterAsync(RegisterFile.Site("990000001"));

        var said = await _cli.RunAsync([
            "index",
            .. verb,
            "--Findings:Provider=Elastic",
            $"--Findings:Elastic:Addresses:0=http://127.0.0.1:{LoopbackServer.ClosedPort()}",
        ]);

        Assert.Equal(1, said.Status);
        Assert.Contains("Start it, or correct Findings:Elastic:Addresses", said.Output + said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_provider_is_refused_and_a_password_in_an_address_too()
    {
        var provider = await _cli.RunAsync("index", "status", "--Findings:Provider=Mongo");
        var address = await _cli.RunAsync("index", "status", "--Findings:Elastic:Addresses:0=https://elastic:S3cret@es.example");

        Assert.Equal((2, 2), (provider.Status, address.Status));
        Assert.DoesNotContain("S3cret", address.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_index_exports_no_line()
    {
        await _cli.RunAsync("index", "setup");

        var said = await _cli.RunAsync("findings", "export", "telnet", "--probe", "service");

        Assert.Equal((0, ""), (said.Status, said.Output));
        Assert.Contains("0 findings", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rebuilt_index_is_in_the_trail()
    {
        await _cli.BeginAsync();

        await _cli.RunAsync("index", "rebuild");
        await using var registry = _cli.OpenRegistry();

        Assert.Equal("findings=0", registry.Audit.Single(row => row.Action == "index-rebuilt").Detail);
    }

    [Fact]
    public async Task Findings_of_a_number_that_the_register_lacks_are_not_forgotten()
    {
        await _cli.RegisterAsync(RegisterFile.Site("990000001"));
        await _cli.RunAsync("index", "setup");

        var said = await _cli.RunAsync("index", "forget", "990000002", "--yes");
        await using var registry = _cli.OpenRegistry();

        Assert.Equal(2, said.Status);
        Assert.Contains("no establishment 990000002", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(registry.Audit, row => row.Action == "index-forgotten");
    }

    [Fact]
    public async Task Nothing_is_forgotten_without_a_yes_and_what_is_forgotten_is_in_the_trail()
    {
        await _cli.RegisterAsync(RegisterFile.Site("990000001"));
        await _cli.RunAsync("index", "setup");

        var asked = await _cli.RunAsync("index", "forget", "990000001");
        var before = await TrailAsync();
        var sure = await _cli.RunAsync("index", "forget", "990000001", "--yes");

        Assert.Equal((2, 0), (asked.Status, sure.Status));
        Assert.Contains("add --yes", asked.Error, StringComparison.Ordinal);
        Assert.Empty(before);
        Assert.Equal(["990000001"], await TrailAsync());
    }

    private async Task<List<string>> TrailAsync()
    {
        await using var registry = _cli.OpenRegistry();
        return [.. registry.Audit.Where(row => row.Action == "index-forgotten").Select(row => row.Subject)];
    }

    public void Dispose() => _cli.Dispose();
}
