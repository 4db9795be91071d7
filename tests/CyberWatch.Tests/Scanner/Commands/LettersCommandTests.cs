using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Scanner.Commands;

public sealed class LettersCommandTests : IAsyncLifetime
{
    private readonly Cli _cli = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _cli.RegisterAsync();

    public ValueTask DisposeAsync()
    {
        _cli.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Letters_are_listed_with_their_states_and_by_week()
    {
        await FillAsync(LetterState.Failed);

        var all = await _cli.RunAsync("letters", "list", "--json");
        var other = await _cli.RunAsync("letters", "list", "--week", "2026-W40");

        Assert.Equal((0, 0), (all.Status, other.Status));
        Assert.Contains("rssi@ch-bezac.example", all.Output, StringComparison.Ordinal);
        Assert.Contains("failed", all.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("rssi@ch-bezac.example", other.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_that_is_none_is_bad_input()
    {
        var result = await _cli.RunAsync("letters", "list", "--week", "last");

        Assert.Equal(2, result.Status);
        Assert.Contains("'last'", result.Error, StringComparison.Ordinal);
        Assert.Contains("2026-W47", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("release", LetterState.Planned)]
    [InlineData("drop", LetterState.Dropped)]
    public async Task What_a_restored_backup_holds_is_let_go_or_given_up_and_audited(string verb, LetterState then)
    {
        var letter = await FillAsync(LetterState.Held);

        var first = await _cli.RunAsync("letters", verb);
        var again = await _cli.RunAsync("letters", verb);
        var one = await _cli.RunAsync("letters", verb, letter.Id.ToString());

        Assert.Contains("1 letter ", first.Output, StringComparison.Ordinal);
        Assert.Contains("No letter is held", again.Output, StringComparison.Ordinal);
        Assert.Equal(2, one.Status);
        Assert.Contains($"{letter.Id} is no letter that is held: cyberwatch letters list", one.Error, StringComparison.Ordinal);
        await using var registry = _cli.OpenRegistry();
        Assert.Equal(then, (await registry.Letters.SingleAsync(Token)).State);
        Assert.Contains(
            await registry.Audit.ToListAsync(Token),
            row => row.Actor.StartsWith("command line", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_becomes_of_one_letter_is_audited_under_whom_it_is_about()
    {
        var letter = await FillAsync(LetterState.Held);

        await _cli.RunAsync("letters", "drop", letter.Id.ToString());

        await using var registry = _cli.OpenRegistry();
        var line = await registry.Audit.SingleAsync(row => row.Action == "letters-dropped", Token);
        Assert.Equal(("finess:990000001", $"letters=1 id={letter.Id}"), (line.Subject, line.Detail));
    }

    [Fact]
    public async Task An_id_that_is_none_is_bad_input()
    {
        var result = await _cli.RunAsync("letters", "release", "abc");

        Assert.Equal(2, result.Status);
        Assert.Contains("abc", result.Error, StringComparison.Ordinal);
    }

    private async Task<Letter> FillAsync(LetterState state)
    {
        var edition = MailParts.Edition();
        var letter = MailParts.Letter(edition, "rssi@ch-bezac.example", "1@x.example");
        letter.State = state;
        await using var registry = _cli.OpenRegistry();
        registry.AddRange(edition, letter);
        await registry.SaveChangesAsync(Token);
        return letter;
    }
}
