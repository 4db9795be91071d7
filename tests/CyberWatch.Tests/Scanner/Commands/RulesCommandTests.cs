using System.Text.Json;
using CyberWatch.Infra.Catalogue;

namespace CyberWatch.Tests.Scanner.Commands;

public sealed class RulesCommandTests : IDisposable
{
    private readonly Cli _cli = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("rules-").FullName;

    [Fact]
    public async Task Delivered_catalogue_is_sound()
    {
        var result = await _cli.RunAsync("rules", "check");

        Assert.Equal(0, result.Status);
        Assert.Matches("^[0-9]+ rules, [0-9]+ tests passed", result.Output);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Every_fault_of_every_file_is_named_with_its_line()
    {
        Write("tls/certificate-expired.yaml", text => text.Replace("severity: high", "severity: hgh", StringComparison.Ordinal));
        Write("dns/wildcard.yaml", text => text.Replace("is: true }", "is: maybe }", StringComparison.Ordinal));

        var result = await _cli.RunAsync("rules", "check", _folder);

        Assert.Equal(2, result.Status);
        Assert.Empty(result.Output);
        Assert.Contains("tls/certificate-expired.yaml(5,1): severity: 'hgh'", result.Error, StringComparison.Ordinal);
        Assert.Contains("dns/wildcard.yaml(", result.Error, StringComparison.Ordinal);
        Assert.Contains("when.is", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tls/old.yml", "rename it to .yaml")]
    [InlineData("tls/odd.yaml", "is no mapping")]
    public async Task File_that_would_drop_out_in_silence_is_a_fault(string name, string said)
    {
        Write("tls/certificate-expired.yaml", text => text);
        await File.WriteAllTextAsync(Path.Combine(_folder, name), "- x\n", TestContext.Current.CancellationToken);

        var result = await _cli.RunAsync("rules", "check", _folder);

        Assert.Equal(2, result.Status);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_that_is_not_there_or_empty_is_bad_input()
    {
        Assert.Equal(2, (await _cli.RunAsync("rules", "check", Path.Combine(_folder, "none"))).Status);
        Assert.Equal(2, (await _cli.RunAsync("rules", "check", _folder)).Status);
    }

    [Fact]
    public async Task List_gives_one_object_for_each_rule_with_its_check_ids()
    {
        var result = await _cli.RunAsync("rules", "list", "--json");

        var rows = result.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(RuleCatalogue.Load(RuleCatalogue.DefaultFolder).OrThrow().All.Count, rows.Count);
        var row = Assert.Single(rows, row => row.GetProperty("id").GetString() == "dns.open-zone-transfer");
        Assert.Equal("medium", row.GetProperty("severity").GetString());
        Assert.Equal("DNS-04", Assert.Single(row.GetProperty("checks").EnumerateArray()).GetString());
        Assert.NotEqual("", row.GetProperty("title").GetProperty("fr").GetString());
    }

    [Fact]
    public async Task List_for_people_is_in_English_as_every_other_verb()
    {
        var result = await _cli.RunAsync("rules", "list");

        var titles = RuleCatalogue.Load(RuleCatalogue.DefaultFolder).OrThrow().All.Select(rule => rule.Title).ToList();
        var (french, english) = (Words(titles.Select(title => title.Fr)), Words(titles.Select(title => title.En)));
        var shown = Words([result.Output]);
        Assert.Subset(shown, english);
        // a name or a word of both languages tells nothing
        Assert.DoesNotContain(french.Except(english), word => word.Length > 6 && shown.Contains(word));
    }

    private static HashSet<string> Words(IEnumerable<string> texts) =>
        [.. texts.SelectMany(text => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))];

    public void Dispose()
    {
        _cli.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Write(string name, Func<string, string> change)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, change(File.ReadAllText(Path.Combine(RuleCatalogue.DefaultFolder, name))));
    }
}
