using System.Text.Json.Nodes;
using CliWrap;
using CliWrap.Buffered;

namespace CyberWatch.EndToEnd.Lab;

/// <summary>The whole way: perimeter, names, ports, probes, rules, second look; on real services, against the list written beforehand.</summary>
public sealed class HospitalTests(ScannedHospitals hospitals) : IClassFixture<ScannedHospitals>
{
    private static readonly string[] Tolerable = ["low", "info"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_scans_find_what_the_list_says_nothing_missing_and_nothing_more()
    {
        var installation = await hospitals.ReadyAsync(Token);

        var found = (await installation.AlertsAsync(Token)).Select(Line).ToHashSet();

        var expected = ExpectedAlerts.Read();
        Assert.Empty(expected.Except(found).Select(line => $"missing: {line}"));
        Assert.Empty(found.Except(expected).Select(line => $"more: {line}"));
    }

    [Fact]
    public async Task After_the_second_look_nothing_is_only_suspected()
    {
        var installation = await hospitals.ReadyAsync(Token);

        var alerts = await installation.AlertsAsync(Token);

        Assert.All(alerts, alert => Assert.Equal("open", Text(alert, "state")));
    }

    [Fact]
    public async Task The_exemplary_hospital_has_no_alert_of_medium_or_above()
    {
        var installation = await hospitals.ReadyAsync(Token);

        var alerts = await installation.AlertsAsync(Token);

        Assert.NotEmpty(alerts);
        Assert.All(
            alerts.Where(alert => Text(alert, "finess") == Installation.Hospitals[0]),
            alert => Assert.Contains(Text(alert, "severity"), Tolerable)
        );
    }

    [Fact]
    public async Task A_cable_pulled_in_the_middle_of_a_scan_opens_and_closes_nothing()
    {
        var installation = await hospitals.ReadyAsync(Token);
        var before = (await installation.AlertsAsync(Token)).Select(Standing).Order(StringComparer.Ordinal);

        // twice: two proofs would be enough to close
        await ScanAndCutAsync(installation, "full", TimeSpan.FromSeconds(12));
        await ScanAndCutAsync(installation, "light", TimeSpan.Zero);

        var after = (await installation.AlertsAsync(Token)).Select(Standing).Order(StringComparer.Ordinal);
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task Outside_the_lab_its_addresses_are_refused()
    {
        var installation = await hospitals.ReadyAsync(Token);

        var run = await Cli.Wrap("dotnet")
            .WithArguments([
                Installation.Program,
                "scan",
                Installation.Hospitals[1],
                "--kind",
                "light",
                "--data",
                installation.Data,
            ])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Token);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("default route", run.StandardError, StringComparison.Ordinal);
    }

    private static async Task ScanAndCutAsync(Installation installation, string kind, TimeSpan after)
    {
        var scan = installation.Command("scan", Installation.Hospitals[1], "--kind", kind).ExecuteBufferedAsync(Token);
        await Task.Delay(after, TimeProvider.System, Token);
        await using (await LabFixture.CutAsync(Token))
            await scan;
    }

    private static string Line(JsonObject alert) => $"{Text(alert, "finess")},{Text(alert, "rule")},{Text(alert, "asset")}";

    private static string Standing(JsonObject alert) => $"{Line(alert)},{Text(alert, "state")}";

    private static string Text(JsonObject alert, string name) => (string?)alert[name] ?? "";
}
