using System.Globalization;
using System.Text.Json.Nodes;
using CyberWatch.Infra.Registry.Reference;
using CyberWatch.Tests.Scanner.Commands;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Registry.Import;

/// <summary>Inputs on which comparable tools failed: cases register-*.</summary>
public sealed class RegisterCaseTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 5, 26, 9, 0, 0, TimeSpan.Zero));
    private readonly Cli _cli;

    public RegisterCaseTests() => _cli = new Cli { Substitutes = services => services.AddSingleton<TimeProvider>(_clock) };

    [Fact]
    public async Task Case_register_coordinates_of_two_systems()
    {
        using var french = new Culture("fr-FR");
        (string Finess, string Department, string X, string Y)[] lines =
        [
            ("719999901", "71", "803905.8", "6578677.5"),
            ("719999902", "71", "4.35", "46.30"),
            ("979999903", "9D", "338788.5", "7688141.5"),
            ("719999904", "71", "338788.5", "7688141.5"),
            ("719999905", "71", "46.30", "4.35"),
            ("719999906", "71", "", ""),
            ("719999907", "71", "0", "0"),
        ];
        var csv = RegisterFile.Csv(
            "2026-05-12",
            [
                .. lines.Select(line => RegisterFile.Site(line.Finess, line.Department, "", "")),
                .. lines.Select(line => RegisterFile.Place(line.Finess, line.X, line.Y)),
            ]
        );

        var import = await _cli.RunAsync("import", "establishments", _cli.FileOf("register.csv", csv));
        var rows = (await ListAsync()).ToDictionary(row => row["finess"]!.GetValue<string>());

        AssertPlace(rows["719999901"], 46.30, 4.35);
        AssertPlace(rows["719999902"], 46.30, 4.35);
        AssertPlace(rows["979999903"], -20.90, 55.45);
        Assert.All(
            (string[])["719999904", "719999905", "719999906", "719999907"],
            finess => Assert.Null(rows[finess]["latitude"] ?? rows[finess]["longitude"])
        );
        Assert.Contains("line 12, X, Y '719999904'", import.Error, StringComparison.Ordinal);
        Assert.Contains("line 13, X, Y '719999905'", import.Error, StringComparison.Ordinal);
        Assert.Contains("line 15, X, Y '719999907'", import.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("719999906", import.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Case_register_coordinates_of_two_systems_names_the_system_that_was_read()
    {
        var (ain, reunion) = (Departments.Find("71"), Departments.Find("974"));

        Assert.Equal("Lambert 93 (EPSG 2154)", Assert.IsType<Place.Known>(Place.Read("803905.8", "6578677.5", null, ain)).From);
        Assert.Equal("degrees", Assert.IsType<Place.Known>(Place.Read("4.35", "46.30", null, ain)).From);
        Assert.Equal(
            "RGR92 UTM 40 south (EPSG 2975)",
            Assert.IsType<Place.Known>(Place.Read("338788.5", "7688141.5", null, reunion)).From
        );
    }

    [Fact]
    public async Task Case_register_corsica_and_overseas_codes()
    {
        var csv = RegisterFile.Csv(
            "2026-05-12",
            RegisterFile.Site("2A0999901", "2A", "20090 VILLE-UN", ""),
            RegisterFile.Site("2b0999902", "2B", "20200 VILLE-DEUX", ""),
            RegisterFile.Site("2B0999903", "", "20600 VILLE-TROIS", ""),
            RegisterFile.Site("979999904", "9A", "97150 VILLE-QUATRE", ""),
            RegisterFile.Site("979999905", "9A", "97133 VILLE-CINQ", ""),
            RegisterFile.Site("979999906", "9D", "97405 VILLE-SIX CEDEX", ""),
            RegisterFile.Site("019999907", "01", "01440 VILLE-SEPT", ""),
            RegisterFile.Site("199999908", "19", "19000 TULLE", ""),
            RegisterFile.Site("219999909", "21", "21000 DIJON", "")
        );

        await _cli.RunAsync("import", "establishments", _cli.FileOf("register.csv", csv));
        var rows = await ListAsync();

        Assert.Equal(
            [
                ("019999907", "01"),
                ("199999908", "19"),
                ("2A0999901", "2A"),
                ("2B0999902", "2B"),
                ("2B0999903", "2B"),
                ("219999909", "21"),
                ("979999906", "974"),
                ("979999905", "977"),
                ("979999904", "978"),
            ],
            rows.Select(row => (row["finess"]!.GetValue<string>(), row["department"]!.GetValue<string>()))
        );
        Assert.Equal(["2A0999901", "2B0999902", "2B0999903"], InRegion(rows, "Corse"));
        Assert.Equal(["979999906"], InRegion(rows, "La Réunion"));
        Assert.Equal(["19", "2A", "2B", "21"], ((string[])["21", "2B", "19", "2A"]).OrderBy(Departments.Order));
    }

    [Fact]
    public async Task Case_register_register_stands_still()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Data", "finess-extract.csv");
        await _cli.RunAsync("import", "establishments", file);
        var before = await ListAsync();
        _clock.SetUtcNow(new DateTimeOffset(2026, 11, 26, 9, 0, 0, TimeSpan.Zero));

        var again = await _cli.RunAsync("import", "establishments", file);
        var list = await _cli.RunAsync("establishments", "list", "--json");

        Assert.Equal(0, again.Status);
        Assert.Contains("0 new, 0 changed, 0 no longer in the file", again.Output, StringComparison.Ordinal);
        Assert.Equal(before.Select(row => row.ToJsonString()), list.Lines.Select(line => JsonNode.Parse(line)!.ToJsonString()));
        Assert.Contains("Register of 2026-05-12, 198 days old", list.Error, StringComparison.Ordinal);
        Assert.Contains("more than 45 days", list.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-11-26", list.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("finess;etalab;111;2026-05-27", "a day to come")]
    [InlineData(null, "first line")]
    [InlineData("finess;etalab;111;soon", "first line")]
    public async Task Case_register_register_stands_still_without_a_day_that_can_be(string? firstLine, string said)
    {
        var site = RegisterFile.Site("010000024");
        var csv = firstLine is null ? site : $"{firstLine}\n{site}\n";

        var import = await _cli.RunAsync("import", "establishments", _cli.FileOf("register.csv", csv));

        Assert.Equal(2, import.Status);
        Assert.Contains(said, import.Error, StringComparison.Ordinal);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task The_age_that_is_warned_about_is_an_option()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Data", "finess-extract.csv");
        await _cli.RunAsync("import", "establishments", file);

        var patient = await _cli.RunAsync("establishments", "list", "--json", "--Registry:WarnAfterDays=365");
        var wrong = await _cli.RunAsync("establishments", "list", "--json", "--Registry:WarnAfterDays=0");

        Assert.DoesNotContain("Warning", patient.Error, StringComparison.Ordinal);
        Assert.Equal(2, wrong.Status);
        Assert.Contains("Registry:WarnAfterDays must be between", wrong.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private async Task<List<JsonNode>> ListAsync() =>
        [.. (await _cli.RunAsync("establishments", "list", "--all", "--json")).Lines.Select(line => JsonNode.Parse(line)!)];

    private static string[] InRegion(List<JsonNode> rows, string region) =>
        [.. rows.Where(row => row["region"]!.GetValue<string>() == region).Select(row => row["finess"]!.GetValue<string>())];

    private static void AssertPlace(JsonNode row, double latitude, double longitude)
    {
        Assert.Equal(latitude, row["latitude"]!.GetValue<double>(), 0.0001);
        Assert.Equal(longitude, row["longitude"]!.GetValue<double>(), 0.0001);
    }

    private sealed class Culture : IDisposable
    {
        private readonly CultureInfo _before = CultureInfo.CurrentCulture;

        public Culture(string name) => CultureInfo.CurrentCulture = new CultureInfo(name);

        public void Dispose() => CultureInfo.CurrentCulture = _before;
    }
}
