using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Commands;

/// <summary>A mistyped folder is no empty registry: verbs that read say so and make nothing, verbs that begin make it.</summary>
[Trait(TestRegistry.Kind, TestRegistry.File)]
public sealed class WrongDataFolderTests : IDisposable
{
    private readonly Cli _cli = new();

    [Theory]
    [InlineData("establishments", "list")]
    [InlineData("alerts", "list")]
    [InlineData("scans", "list")]
    [InlineData("scores", "list")]
    [InlineData("scores", "explain", "750000018")]
    [InlineData("letters", "list")]
    [InlineData("letters", "release")]
    [InlineData("feeds", "list")]
    [InlineData("findings", "search", "telnet")]
    [InlineData("findings", "export", "telnet")]
    [InlineData("index", "status")]
    [InlineData("index", "rebuild")]
    [InlineData("index", "forget", "750000018")]
    [InlineData("digest", "preview", "sector", "--out", "/nowhere/letter.eml")]
    [InlineData("digest", "send")]
    [InlineData("scan", "750000018")]
    [InlineData("move", "--to-registry", "Host=db.example;Database=cyberwatch;Username=cyberwatch")]
    [InlineData("move", "--to-index", "https://elastic.example:9200")]
    [InlineData("move", "--give-up")]
    public async Task A_verb_that_reads_names_the_folder_and_the_remedy_and_makes_nothing(params string[] verb)
    {
        var result = await _cli.RunAsync(verb);

        Assert.Equal(1, result.Status);
        Assert.Empty(result.Output);
        Assert.Contains($"The data folder {_cli.DataFolder} is not there", result.Error, StringComparison.Ordinal);
        Assert.Contains("--data DIR", result.Error, StringComparison.Ordinal);
        Assert.Contains("cyberwatch import establishments FILE", result.Error, StringComparison.Ordinal);
        Assert.False(Path.Exists(_cli.DataFolder));
    }

    [Fact]
    public async Task A_folder_of_something_else_is_left_as_it_is()
    {
        Directory.CreateDirectory(_cli.DataFolder);
        await File.WriteAllTextAsync(Path.Combine(_cli.DataFolder, "notes.txt"), "mine", TestContext.Current.CancellationToken);

        var result = await _cli.RunAsync("scores", "list", "--json");

        Assert.Equal(1, result.Status);
        Assert.Contains($"The data folder {_cli.DataFolder} holds no registry", result.Error, StringComparison.Ordinal);
        Assert.Equal(["notes.txt"], Directory.EnumerateFileSystemEntries(_cli.DataFolder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("registry", "migrate")]
    [InlineData("users", "invite", "a@ch-a.example", "--role", "operator")]
    public async Task A_verb_that_begins_makes_the_registry_and_others_read_it(params string[] verb)
    {
        var begun = await _cli.RunAsync(verb);
        var read = await _cli.RunAsync("scores", "list");

        Assert.Equal((0, 0), (begun.Status, read.Status));
    }

    public void Dispose() => _cli.Dispose();
}
