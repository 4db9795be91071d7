using System.Globalization;
using CyberWatch.Dashboard;
using CyberWatch.Dashboard.Views;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;

namespace CyberWatch.Tests.Dashboard;

public sealed class ViewTests
{
    private readonly Texts _texts = new();

    public ViewTests() =>
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (
            CultureInfo.GetCultureInfo("fr"),
            CultureInfo.GetCultureInfo("fr")
        );

    [Fact]
    public void Scanned_text_is_bounded_and_steers_nothing()
    {
        Assert.Equal("a\uFFFD[31mb\uFFFDc", Scanned.Text("a\u001b[31mb\u202ec"));
        Assert.Equal(201, Scanned.Text(new string('x', 10_000)).Length);
        Assert.Equal("", Scanned.Text(null));
        Assert.Equal("\uFFFD", Scanned.Text("\ud800"));
    }

    [Theory]
    [InlineData("zone:ch-nord.example", "ch-nord.example")]
    [InlineData("tcp:203.0.113.10:443/www.ch-nord.example", "www.ch-nord.example · 203.0.113.10 · tcp/443")]
    [InlineData("udp:[2001:db8::1]:53", "2001:db8::1 · udp/53")]
    [InlineData("site:www.ch-nord.example@203.0.113.10", "www.ch-nord.example · 203.0.113.10 · web")]
    [InlineData("nonsense\u0007", "nonsense\uFFFD")]
    public void Asset_is_written_for_people(string key, string shown) => Assert.Equal(shown, AssetView.Of(key));

    [Fact]
    public void Fact_that_was_looked_for_and_not_found_is_said_so()
    {
        var rows = EvidenceView.Of("""{"version":null,"open":true,"days":1234.5,"list":["<b>","c"]}""", _texts);

        Assert.Equal(["open", "days", "list", "version"], rows.Select(row => row.Fact));
        Assert.Equal(["oui"], rows[0].Values);
        Assert.Equal("1 234,5", rows[1].Values[0].Replace('\u202f', ' '));
        Assert.Equal((true, "cherché, pas trouvé"), (rows[3].Absent, rows[3].Values[0]));
    }

    [Fact]
    public void Long_list_says_how_much_it_leaves_out()
    {
        var rows = EvidenceView.Of($$"""{"paths":[{{string.Join(',', Enumerable.Repeat("\"/x\"", 25))}}]}""", _texts);

        Assert.Equal(21, rows[0].Values.Count);
        Assert.Equal("et 5 autres", rows[0].Values[^1]);
    }

    [Fact]
    public void Advice_is_cut_into_steps() =>
        Assert.Equal(["Fermez.", "Filtrez.", "Vérifiez."], AdviceView.Lines("1. Fermez.\n- Filtrez.\n\n Vérifiez."));

    [Fact]
    public void Only_web_addresses_become_links() =>
        Assert.Equal(
            ["https://www.rfc-editor.org/"],
            AdviceView.Links("https://www.rfc-editor.org/ javascript:alert(1) RFC").Select(link => link.ToString())
        );

    [Theory]
    [InlineData(0.9999, "99,9 %")]
    [InlineData(0.0001, "0,1 %")]
    [InlineData(1, "100 %")]
    [InlineData(0, "0 %")]
    public void Share_never_rounds_to_all_or_nothing(double share, string shown) =>
        Assert.Equal(shown, Numbers.Percent(share).Replace('\u202f', ' ').Replace('\u00a0', ' '));

    [Theory]
    [InlineData(ScanState.Failed, 0, 0, "critical")]
    [InlineData(ScanState.Done, 0, 0, "inconclusive")]
    [InlineData(ScanState.Done, 0, 30, "inconclusive")]
    [InlineData(ScanState.Done, 60, 40, "inconclusive")]
    [InlineData(ScanState.Done, 90, 10, "clean")]
    public void Scan_is_green_only_when_it_got_answers(ScanState state, int answered, int silent, string icon) =>
        Assert.Equal(icon, ScanView.Outcome(Scan(state, answered, silent), _texts).Icon);

    private static ScanRow Scan(ScanState state, int answered, int silent) =>
        new(
            Guid.Empty,
            "019999901",
            "Vauclair",
            When.Paris,
            ScanKind.Light,
            state,
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch,
            "done",
            1,
            1,
            new Coverage(answered, silent, 0),
            0,
            0,
            0,
            null
        );
}
