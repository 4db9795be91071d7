using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Mail;

/// <summary>Whoever is no reader any more gets nothing, whenever it was planned for him.</summary>
public sealed class GoneReaderTests : RegistryTest
{
    private const string Reader = "rssi@ch-bezac.example";
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 6, 30, 0, TimeSpan.Zero));

    [Fact]
    public async Task Who_is_removed_while_his_letter_is_composed_gets_none_and_the_trail_says_so()
    {
        await using var post = new Posting(Data, _clock);
        await Data.AddAsync(TemporaryData.Hospital(), MandateSeed.Of(), LetterPlannerTests.Contact());
        var removal = new ContactRemoval(Data.Writes(), _clock);
        var composer = new Meanwhile(() => removal.RunAsync(Reader, null, "command line", Token), new PlainEditions(_clock));
        var outbox = new LetterOutbox(Data.Writes(), Data, composer, post.Get<MessageIds>(), _clock);
        var planner = new LetterPlanner(post.Get<LetterRoll>(), outbox, _clock, NullLogger<LetterPlanner>.Instance);

        var planning = await planner.PlanAsync(new(2026, 47), _ => true, Token);
        await post.DrainAsync();
        await post.DrainAsync();

        Assert.Equal(1, planning.Letters);
        var letter = Assert.Single(await post.LettersAsync());
        Assert.Equal((LetterState.Dropped, LetterErrors.Removed, 0), (letter.State, letter.Error, letter.Attempts));
        await using var context = Data.CreateDbContext();
        var entry = await context.Audit.SingleAsync(row => row.Action == "letter-let-go", Token);
        Assert.Equal(("worker", "finess:990000001"), (entry.Actor, entry.Subject));
        Assert.Contains(Reader, entry.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ContactRole.Rssi, Reader, "990000001", null)]
    [InlineData(ContactRole.Direction, Reader, "990000001", LetterErrors.Removed)]
    [InlineData(ContactRole.Rssi, "other@ch-bezac.example", "990000001", LetterErrors.Removed)]
    [InlineData(ContactRole.Rssi, Reader, "990000002", LetterErrors.Removed)]
    public async Task The_letter_of_an_establishment_is_for_its_rssi(ContactRole role, string email, string finess, string? word)
    {
        await Data.AddAsync(TemporaryData.Hospital(), TemporaryData.Hospital("990000002"));
        await Data.AddAsync(LetterPlannerTests.Contact(finess, email, role: role));

        Assert.Equal(word, await WordAsync(MailParts.Edition()));
    }

    [Theory]
    [InlineData("990000001", "group:G1", null)]
    [InlineData("990000002", "group:G1", LetterErrors.Removed)]
    [InlineData("990000001", "finess:990000002", null)]
    [InlineData("990000002", "finess:990000001", LetterErrors.Removed)]
    public async Task The_letter_of_a_group_and_of_its_sites_is_for_the_rssi_who_supports_it(
        string finess,
        string scope,
        string? word
    )
    {
        var (supporting, member) = (TemporaryData.Hospital(), TemporaryData.Hospital("990000002"));
        (supporting.LegalEntity, member.LegalEntity) = ("EJ1", "EJ2");
        await Data.AddAsync([.. GroupSeed.Of("EJ1", "EJ2"), supporting, member, LetterPlannerTests.Contact(finess)]);

        Assert.Equal(word, await WordAsync(MailParts.Edition(scope: scope)));
    }

    [Theory]
    [InlineData(UserRole.Official, null)]
    [InlineData(UserRole.Regional, LetterErrors.Removed)]
    public async Task The_letter_of_the_sector_is_for_an_official(UserRole role, string? word)
    {
        await Data.AddAsync(
            new User
            {
                Id = Guid.NewGuid(),
                Email = Reader,
                UserName = Reader,
                Role = role,
            }
        );

        Assert.Equal(word, await WordAsync(MailParts.Edition(EditionKind.Sector, "sector")));
    }

    [Fact]
    public async Task A_refusal_that_came_after_the_batch_was_read_counts()
    {
        var edition = MailParts.Edition();
        await Data.AddAsync(
            MailParts.Reader(edition),
            new MailRefusal
            {
                Recipient = Reader,
                Kind = edition.Kind,
                Scope = edition.Scope,
                At = _clock.GetUtcNow(),
                How = "page",
            }
        );

        Assert.Equal(LetterErrors.Refused, await WordAsync(edition));
    }

    /// <summary>Why no message is made of this edition for the reader; null where one is.</summary>
    private async Task<string?> WordAsync(Edition edition)
    {
        await using var post = new Posting(Data, _clock);
        var letter = MailParts.Letter(edition);
        await Data.AddAsync(edition, letter);
        var read = await post.Get<LetterClaims>().ReadAsync(letter.Id, Token);
        return await post.Get<LetterPress>().MakeAsync(read!, Token) switch
        {
            Built.Message => null,
            Built.Unwanted unwanted => unwanted.Word,
            var other => other.ToString(),
        };
    }

    private sealed class Meanwhile(Func<Task> act, IEditionComposer others) : IEditionComposer
    {
        public async Task<Edition?> WeeklyAsync(LetterScope scope, ReportedWeek week, CancellationToken cancellationToken)
        {
            await act();
            return await others.WeeklyAsync(scope, week, cancellationToken);
        }

        public Task<Edition?> UrgentAsync(string finess, IReadOnlyCollection<Guid> alerts, CancellationToken cancellationToken) =>
            others.UrgentAsync(finess, alerts, cancellationToken);
    }
}
