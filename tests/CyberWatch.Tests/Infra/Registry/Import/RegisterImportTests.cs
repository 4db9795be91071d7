using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using CyberWatch.Tests.Scanner.Commands;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Infra.Registry.Import;

public sealed class RegisterImportTests : IDisposable
{
    private static readonly string Data = Path.Combine(AppContext.BaseDirectory, "Data");
    private static readonly string Extract = Path.Combine(Data, "finess-plus-extract.json");
    private readonly Cli _cli = new();

    [Fact]
    public async Task The_extract_of_FINESS_plus_becomes_what_ANS_says_it_holds_field_by_field()
    {
        var import = await _cli.RunAsync("import", "establishments", Extract);
        var list = await _cli.RunAsync("establishments", "list", "--all", "--json");

        Assert.Equal(0, import.Status);
        RegisterExpectations.AssertSame(Path.Combine(Data, "finess-plus-expected.json"), list.Lines);
    }

    [Fact]
    public async Task Packed_the_file_gives_the_same_whatever_its_name()
    {
        var packed = _cli.FileOf("register.bin", "");
        await using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
        {
            var token = TestContext.Current.CancellationToken;
            await gzip.WriteAsync(await File.ReadAllBytesAsync(Extract, token), token);
        }

        var import = await _cli.RunAsync("import", "establishments", packed);
        var list = await _cli.RunAsync("establishments", "list", "--all", "--json");

        Assert.Equal(0, import.Status);
        RegisterExpectations.AssertSame(Path.Combine(Data, "finess-plus-expected.json"), list.Lines);
    }

    [Fact]
    public async Task Groups_that_stand_behind_the_legal_entities_are_joined_all_the_same()
    {
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Extract, TestContext.Current.CancellationToken))!.AsObject();
        var groups = document["gcc"]!.DeepClone();
        document.Remove("gcc");
        document.Add("gcc", groups);
        var day = document["generatedAt"]!.DeepClone();
        document.Remove("generatedAt");
        document.Add("generatedAt", day);

        var import = await _cli.RunAsync("import", "establishments", _cli.FileOf("turned.json", document.ToJsonString()));
        var list = await _cli.RunAsync("establishments", "list", "--all", "--json");

        Assert.Equal(0, import.Status);
        RegisterExpectations.AssertSame(Path.Combine(Data, "finess-plus-expected.json"), list.Lines);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_CSV_is_read_in_both_encodings(bool windows)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = RegisterFile.Csv("2026-05-12", RegisterFile.Site("010000024", name: "\"HÔPITAL; CÔTÉ EST – ANNEXE\""));
        var file = _cli.FileOf("register.csv", "");
        await File.WriteAllBytesAsync(
            file,
            windows ? Encoding.GetEncoding(1252).GetBytes(text) : Encoding.UTF8.GetBytes(text),
            TestContext.Current.CancellationToken
        );

        await _cli.RunAsync("import", "establishments", file);
        var list = await _cli.RunAsync("establishments", "list", "--json");

        Assert.Equal("HÔPITAL; CÔTÉ EST – ANNEXE", JsonNode.Parse(list.Lines.Single())!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_newest_file_wins_whichever_is_read_first()
    {
        var csv = Path.Combine(Data, "finess-extract.csv");
        await _cli.RunAsync("import", "establishments", csv);
        var newer = await _cli.RunAsync("import", "establishments", Extract);
        var older = await _cli.RunAsync("import", "establishments", csv);
        var list = await _cli.RunAsync("establishments", "list", "--all", "--json");

        Assert.Equal((0, 0), (newer.Status, older.Status));
        RegisterExpectations.AssertSame(Path.Combine(Data, "finess-plus-expected.json"), list.Lines);
    }

    [Fact]
    public async Task A_place_once_known_stays_when_a_newer_file_has_none()
    {
        string[] site = [RegisterFile.Site("010002301", commune: "004")];
        string[] place = [RegisterFile.Place("010002301", "882538.9", "6542885.8", "LAMBERT_93")];
        await _cli.RunAsync(
            "import",
            "establishments",
            _cli.FileOf("a.csv", RegisterFile.Csv("2026-03-01", [.. site, .. place]))
        );
        await _cli.RunAsync("import", "establishments", _cli.FileOf("b.csv", RegisterFile.Csv("2026-04-01", site)));

        var list = await _cli.RunAsync("establishments", "list", "--json");

        Assert.Equal(45.96116, JsonNode.Parse(list.Lines.Single())!["latitude"]!.GetValue<double>(), 5);
    }

    [Theory]
    [InlineData("EPSG:2154", "882538.9", "6542885.8")]
    [InlineData("EPSG:4326", "5.35729", "45.96116")]
    public async Task The_geolocation_lines_of_May_2026_keep_their_source_in_one_field(string system, string x, string y)
    {
        var csv = RegisterFile.Csv(
            "2026-05-12",
            RegisterFile.Site("010002301", commune: "4"),
            $"geolocalisation;010002301;{x};{y};\"1,ATLASANTE,96,BAN,{system} RGF93\";2026-05-04"
        );

        await _cli.RunAsync("import", "establishments", _cli.FileOf("register.csv", csv));
        var row = JsonNode.Parse((await _cli.RunAsync("establishments", "list", "--json")).Lines.Single())!;

        Assert.Equal(45.96116, row["latitude"]!.GetValue<double>(), 4);
        Assert.Equal(5.35729, row["longitude"]!.GetValue<double>(), 4);
        Assert.Equal("01004", row["commune"]!.GetValue<string>());
    }

    [Fact]
    public async Task Dry_run_says_and_keeps_nothing()
    {
        var import = await _cli.RunAsync("import", "establishments", Extract, "--dry-run");
        var list = await _cli.RunAsync("establishments", "list", "--all", "--json");

        Assert.Contains("18 new", import.Output, StringComparison.Ordinal);
        Assert.Empty(list.Lines);
    }

    [Fact]
    public async Task A_file_that_is_taken_asks_for_the_latest_findings_to_be_written_anew_and_a_dry_run_does_not()
    {
        await _cli.RunAsync("import", "establishments", Extract, "--dry-run");
        Assert.Null(await RewriteAfterAsync());

        await _cli.RunAsync("import", "establishments", Extract);
        Assert.Equal(0, await RewriteAfterAsync());
    }

    public void Dispose() => _cli.Dispose();

    private async Task<long?> RewriteAfterAsync()
    {
        await using var registry = _cli.OpenRegistry();
        return await registry
            .IndexStates.Select(row => row.RewriteAfter)
            .FirstOrDefaultAsync(TestContext.Current.CancellationToken);
    }
}
