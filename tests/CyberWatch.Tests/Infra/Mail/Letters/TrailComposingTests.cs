using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Infra.Mail.Letters;

/// <summary>What the trail of an alert makes of it in the letter.</summary>
public sealed class TrailComposingTests : IDisposable
{
    private static readonly DateTimeOffset October = new(2026, 10, 2, 4, 0, 0, TimeSpan.Zero);
    private readonly LetterSeed _seed = new LetterSeed().Site();

    [Fact]
    public async Task A_suspected_alert_is_nowhere()
    {
        _seed.Alert("a", Severity.Critical, [(LetterSeed.On(20), AlertState.Suspected, "match")]);
        _seed.Alert(
            "b",
            Severity.Critical,
            [(LetterSeed.On(20), AlertState.Suspected, "match"), (LetterSeed.On(21), AlertState.Resolved, "clean")]
        );
        _seed.Alert(
            "c",
            Severity.Critical,
            [(LetterSeed.On(20), AlertState.Suspected, "match"), (LetterSeed.On(23, 2), AlertState.Open, "second-look")]
        );
        _seed.Standing(22);

        var edition = await _seed.EditionAsync($"finess:{LetterSeed.Finess}");

        Assert.Equal("", edition.Alerts);
        Assert.DoesNotContain("Titre", edition.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_look_is_said_and_its_alert_is_new_when_it_opened()
    {
        _seed.Alert(
            "a",
            Severity.Critical,
            [(LetterSeed.On(15), AlertState.Suspected, "match"), (LetterSeed.On(16, 4), AlertState.Open, "second-look")]
        );
        _seed.Standing(22);

        var line = Assert.Single((await _seed.ComposeAsync()).First);

        Assert.True(line.SeenTwice);
        Assert.Equal(AlertOrigin.New, line.Origin);
    }

    [Fact]
    public async Task What_was_fixed_comes_with_both_proofs()
    {
        var fix = _seed.Alert(
            "a",
            Severity.High,
            [(October, AlertState.Open, "match"), (LetterSeed.On(20), AlertState.Resolved, "refused")]
        );
        fix.Verdicts.Add(
            new AlertVerdict
            {
                At = LetterSeed.On(19),
                Verdict = "refused",
                Effect = "first-proof",
            }
        );
        _seed.Standing(22);

        var line = Assert.Single((await _seed.ComposeAsync()).Fixed);

        Assert.Equal(
            ("refused", new DateOnly(2026, 11, 19), new DateOnly(2026, 11, 20)),
            (line.Proof, line.First!.Value, line.Second)
        );
    }

    [Fact]
    public async Task An_acceptance_that_ended_makes_the_alert_open_again_and_not_new()
    {
        _seed.Alert(
            "a",
            Severity.Medium,
            [
                (October, AlertState.Open, "match"),
                (October.AddDays(1), AlertState.Accepted, "accepted"),
                (LetterSeed.On(18), AlertState.Open, "acceptance-expired"),
            ]
        );
        _seed.Standing(22);

        var edition = await _seed.ComposeAsync();

        Assert.Equal(AlertOrigin.AcceptanceEnded, Assert.Single(edition.Next).Origin);
        Assert.Equal((0, 0), (edition.Numbers.New, edition.Numbers.Reopened));
    }

    [Fact]
    public async Task Days_are_those_of_an_establishment_overseas()
    {
        _seed.Site("990000035", zone: "Indian/Reunion");
        // Sunday 23:00 in Paris is Monday 02:00 there
        _seed.Open("late", Severity.Medium, LetterSeed.On(22, 23), finess: "990000035");
        _seed.Open("early", Severity.Medium, LetterSeed.On(22, 20), finess: "990000035");

        var edition = await _seed.Standing(22, finess: "990000035").ComposeAsync("finess:990000035");

        Assert.Equal(1, edition.Numbers.New);
        Assert.Equal("Indian/Reunion", edition.TimeZone);
    }

    public void Dispose() => _seed.Dispose();
}
