using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Infra.Mail;

public sealed class UnsubscribeTests : RegistryTest
{
    [Fact]
    public async Task A_token_holds_for_its_letter_only_in_every_process()
    {
        var (letter, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var token = await Parts().Tokens.IssueAsync(letter, Token);
        var foreign = await Parts().Tokens.IssueAsync(other, Token);

        Assert.Equal(letter, await Parts().Tokens.VerifyAsync(token, Token));
        Assert.Null(await Parts().Tokens.VerifyAsync(token[..22] + foreign[22..], Token));
        for (var i = 0; i < token.Length - 1; i++)
            Assert.Null(await Parts().Tokens.VerifyAsync(token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..], Token));
        Assert.All(
            ["", "x", "éé", token + "A", token[1..], new string('A', 4000)],
            bad => Assert.Null(Parts().Tokens.VerifyAsync(bad, Token).Result)
        );
    }

    [Fact]
    public async Task A_refusal_is_kept_once_and_drops_what_is_still_unsent()
    {
        var (edition, next) = (MailParts.Edition(), MailParts.Edition(period: "2026-W48"));
        var (sent, waiting, others) = (
            MailParts.Letter(edition),
            MailParts.Letter(next),
            MailParts.Letter(next, "autre@ch-bezac.example")
        );
        sent.State = LetterState.Sent;
        await Data.AddAsync(edition, next, sent, waiting, others);
        var refusals = new MailRefusals(Parts().Writes, TimeProvider.System);

        await refusals.RefuseAsync(sent.Id, "one-click", Token);
        var again = await refusals.RefuseAsync(sent.Id, "page", Token);

        Assert.Equal("one-click", again!.How);
        await using var context = Data.CreateDbContext();
        Assert.Equal(sent.Recipient, (await context.MailRefusals.SingleAsync(Token)).Recipient);
        Assert.Equal("letters-refused", (await context.Audit.SingleAsync(Token)).Action);
        Assert.Equal(
            (LetterState.Sent, LetterState.Dropped, LetterState.Planned),
            (await StateAsync(sent), await StateAsync(waiting), await StateAsync(others))
        );
    }

    [Fact]
    public async Task An_urgent_notice_cannot_be_refused()
    {
        var edition = MailParts.Edition(EditionKind.Urgent);
        var letter = MailParts.Letter(edition);
        await Data.AddAsync(edition, letter);

        Assert.Null(await new MailRefusals(Parts().Writes, TimeProvider.System).RefuseAsync(letter.Id, "page", Token));
        Assert.Null(await new MailRefusals(Parts().Writes, TimeProvider.System).RefuseAsync(Guid.NewGuid(), "page", Token));
    }

    private MailParts Parts() => new(Data);

    private async Task<LetterState> StateAsync(Letter letter)
    {
        await using var context = Data.CreateDbContext();
        return (await context.Letters.SingleAsync(row => row.Id == letter.Id, Token)).State;
    }
}
