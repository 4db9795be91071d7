using System.Text.Json;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Scanner.Commands;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Feeds;

/// <summary>The verb, from the file to the alerts.</summary>
public sealed class KevImportTests : IDisposable
{
    private const string ScreenConnect = "CVE-2024-1709";
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 8, 0, 0, TimeSpan.Zero);
    private readonly Cli _cli;

    public KevImportTests() =>
        _cli = new Cli { Substitutes = services => services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(Clock) };

    private FakeTimeProvider Clock { get; } = new(Now);
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Catalogue_is_listed_with_its_dates()
    {
        var imported = await ImportAsync(KevExtract.Text);
        var list = await _cli.RunAsync("feeds", "list", "--json");

        Assert.Equal(0, imported.Status);
        Assert.Contains("12 vulnerabilities, 12 added, 0 withdrawn", imported.Output, StringComparison.Ordinal);
        var row = JsonDocument.Parse(Assert.Single(list.Lines)).RootElement;
        Assert.Equal("CISA KEV", row.GetProperty("name").GetString());
        Assert.Equal(12, row.GetProperty("listed").GetInt32());
        Assert.StartsWith("2025-08-25T17:04:19", row.GetProperty("released_at").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("2026-11-26T08:00:00", row.GetProperty("imported_at").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_read_yet_is_said()
    {
        await _cli.BeginAsync();

        Assert.Contains("No catalogue was read", (await _cli.RunAsync("feeds", "list")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_is_older_than_the_last_is_refused_and_the_same_one_changes_nothing()
    {
        await ImportAsync(KevExtract.Later(7));

        var older = await ImportAsync(KevExtract.Text);
        var same = await ImportAsync(KevExtract.Later(7));

        Assert.Equal(2, older.Status);
        Assert.Contains("dateReleased '2025-08-25 17:04:19Z': The file is older", older.Error, StringComparison.Ordinal);
        Assert.Contains("0 added, 0 withdrawn", same.Output, StringComparison.Ordinal);
    }

    /// <summary>A database on a server keeps no text with a NUL in it.</summary>
    [Fact]
    public async Task Name_that_steers_a_terminal_is_kept_without_that()
    {
        await ImportAsync(
            KevExtract.Text.Replace("ConnectWise ScreenConnect", @"Connect\u0000\u001b[2JWise", StringComparison.Ordinal)
        );

        Assert.DoesNotMatch("[\0-\x1f]", (await EntryAsync()).Name);
        Assert.Contains("Wise", (await EntryAsync()).Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_of_the_future_is_refused_since_no_true_one_would_be_read_after_it()
    {
        var future = await ImportAsync(KevExtract.Later(365 * 70));
        var today = await ImportAsync(KevExtract.Text);

        Assert.Equal((2, 0), (future.Status, today.Status));
        Assert.Contains("lies in the future", future.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entry_that_is_gone_is_marked_with_the_day_of_the_file_and_may_come_back()
    {
        await ImportAsync(KevExtract.Text);

        await ImportAsync(KevExtract.Later(7, ScreenConnect));
        var gone = await EntryAsync();
        await ImportAsync(KevExtract.Later(14));
        var back = await EntryAsync();

        Assert.Equal(new DateOnly(2025, 9, 1), gone.WithdrawnOn);
        Assert.Null(back.WithdrawnOn);
    }

    [Fact]
    public async Task File_that_lost_more_than_a_tenth_is_refused_unless_that_is_meant()
    {
        await ImportAsync(KevExtract.Text);
        var lesser = KevExtract.Later(7, [.. KevExtract.Ids.Take(2)]);

        var refused = await ImportAsync(lesser);
        var meant = await ImportAsync(lesser, "--accept-shrink");

        Assert.Equal(2, refused.Status);
        Assert.Contains("2 of 12 listed vulnerabilities are missing", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--accept-shrink", refused.Error, StringComparison.Ordinal);
        Assert.Contains("2 withdrawn", meant.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_with_a_fault_changes_nothing()
    {
        await MakeAsync(AlertState.Accepted);

        var refused = await ImportAsync(KevExtract.Text.Replace("2025-07-10", "2025-13-10", StringComparison.Ordinal));

        Assert.Equal(2, refused.Status);
        Assert.Contains("dateAdded '2025-13-10'", refused.Error, StringComparison.Ordinal);
        await using var context = _cli.OpenRegistry();
        Assert.False(await context.FeedEntries.AnyAsync(Token) || await context.FeedImports.AnyAsync(Token));
        Assert.Equal(AlertState.Accepted, (await AlertAsync()).State);
    }

    [Fact]
    public async Task Listed_vulnerability_voids_an_acceptance_and_says_by_which_catalogue()
    {
        await MakeAsync(AlertState.Accepted);

        var imported = await ImportAsync(KevExtract.Text);

        var alert = await AlertAsync();
        Assert.Equal(
            (AlertState.Open, "CISA KEV", new DateOnly(2024, 2, 22)),
            (alert.State, alert.ExploitedBy, alert.ExploitedSince)
        );
        Assert.Equal((null, null, null), (alert.AcceptedUntil, alert.DecidedBy, alert.DecisionReason));
        Assert.Equal((new DateOnly(2026, 12, 3), "house/exploited/7"), (alert.DueOn, alert.DueBy));
        var change = Assert.Single(alert.Events);
        Assert.Equal(("exploited", "feed", "CISA KEV, 2024-02-22"), (change.Why, change.Actor, change.Detail));
        Assert.Equal((AlertState.Accepted, AlertState.Open), (change.From, change.To));
        Assert.Contains("1 exploited from now on", imported.Output, StringComparison.Ordinal);
        await using var context = _cli.OpenRegistry();
        var entry = await context.Audit.SingleAsync(row => row.Action == "alert-exploited", Token);
        Assert.Equal("Accepted > Open: CISA KEV, 2024-02-22", entry.Detail);
    }

    [Fact]
    public async Task Withdrawn_vulnerability_is_exploited_no_longer()
    {
        await MakeAsync(AlertState.Open);
        await ImportAsync(KevExtract.Text);
        Clock.Advance(TimeSpan.FromDays(3));

        await ImportAsync(KevExtract.Later(7, ScreenConnect));

        var alert = await AlertAsync();
        Assert.Equal((AlertState.Open, null, null), (alert.State, alert.ExploitedBy, alert.ExploitedSince));
        Assert.Equal((new DateOnly(2026, 11, 25), "house/critical/15"), (alert.DueOn, alert.DueBy));
        Assert.Equal(
            ["exploited", "exploited-withdrawn"],
            alert.Events.OrderBy(change => change.Id).Select(change => change.Why)
        );
    }

    [Theory]
    [InlineData(AlertState.Resolved)]
    [InlineData(AlertState.FalsePositive)]
    [InlineData(AlertState.Suspected)]
    public async Task Catalogue_opens_nothing_that_is_not_accepted(AlertState state)
    {
        await MakeAsync(state);

        await ImportAsync(KevExtract.Text);

        Assert.Equal(state, (await AlertAsync()).State);
    }

    public void Dispose() => _cli.Dispose();

    private Task<CliResult> ImportAsync(string text, params string[] more) =>
        _cli.RunAsync(["feeds", "import", _cli.FileOf("kev.json", text), .. more]);

    private async Task MakeAsync(AlertState state)
    {
        await _cli.BeginAsync();
        await using var context = _cli.OpenRegistry();
        context.Establishments.Add(TemporaryData.Hospital());
        context.Alerts.Add(DecidedAlert.In(state, Now.AddDays(-16)));
        await context.SaveChangesAsync(Token);
    }

    private async Task<Alert> AlertAsync()
    {
        await using var context = _cli.OpenRegistry();
        return await context.Alerts.Include(row => row.Events).SingleAsync(Token);
    }

    private async Task<FeedEntry> EntryAsync()
    {
        await using var context = _cli.OpenRegistry();
        return await context.FeedEntries.SingleAsync(row => row.Vulnerability == ScreenConnect, Token);
    }
}
