using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Mail;

public sealed class LetterPlannerTests : RegistryTest
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 6, 30, 0, TimeSpan.Zero));

    [Fact]
    public async Task Mail_digest_again_after_restart_triggered_again_by_hand_plans_nothing()
    {
        await using var post = new Posting(Data, _clock);
        await Data.AddAsync(TemporaryData.Hospital(), MandateSeed.Of(), Contact());

        var first = await post.Get<LetterPlanner>().PlanDueAsync(Paris, Token);
        var both = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => post.Get<LetterPlanner>().PlanAsync(first.Week, _ => true, Token))
        );

        Assert.Equal((1, 1, 0), (first.Editions, first.Letters, first.Broken));
        Assert.All(both, planning => Assert.Equal((0, 0, 0), (planning.Editions, planning.Letters, planning.Broken)));
        var letter = Assert.Single(await post.LettersAsync());
        Assert.Equal(new DateTimeOffset(2026, 11, 29, 23, 0, 0, TimeSpan.Zero), letter.ExpiresAt);
    }

    [Fact]
    public async Task Before_Monday_morning_nothing_is_due()
    {
        await using var post = new Posting(Data, _clock);
        await Data.AddAsync(TemporaryData.Hospital(), MandateSeed.Of(), Contact());
        _clock.SetUtcNow(new(2026, 11, 30, 6, 29, 59, TimeSpan.Zero));

        var early = await post.Get<LetterPlanner>().PlanDueAsync(Paris, Token);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var due = await post.Get<LetterPlanner>().PlanDueAsync(Paris, Token);

        Assert.Equal((0, 1, "2026-W48"), (early.Letters, due.Letters, due.Week.ToString()));
    }

    [Fact]
    public async Task An_rssi_gets_one_letter_for_the_group_that_he_serves_and_one_for_each_establishment_outside()
    {
        await Data.AddAsync([
            .. GroupSeed.Of("EJ1", "EJ2"),
            Site("990000001", "EJ1"),
            Site("990000002", "EJ2", "America/Martinique"),
            Site("990000003", "EJ3"),
            MandateSeed.Of("990000001"),
            MandateSeed.Of("990000002"),
            MandateSeed.Of("990000003"),
            Contact("990000001", "support@ght.example", DetailLevel.Summary),
            Contact("990000002", "Support@ght.example"),
            Contact("990000002", "membre@ght.example"),
            Contact("990000003", "support@ght.example"),
        ]);
        await using var post = new Posting(Data, _clock);

        var rounds = await post.Get<LetterRoll>().OfWeekAsync(new(2026, 47), Token);

        Assert.Equal(["group:G1", "finess:990000002", "finess:990000003"], rounds.Select(round => round.Scope.ToString()));
        Assert.Equal(
            ["support@ght.example", "membre@ght.example", "support@ght.example"],
            rounds.Select(round => Assert.Single(round.To).Email)
        );
        Assert.Equal("America/Martinique", rounds[0].Zone.Id);
        Assert.Equal(DetailLevel.Summary, rounds[0].To[0].Detail);
    }

    [Theory]
    [InlineData(DetailLevel.Full, DetailLevel.Full, ContactRole.Rssi, DetailLevel.Full)]
    [InlineData(DetailLevel.Full, DetailLevel.Summary, ContactRole.Rssi, DetailLevel.Summary)]
    [InlineData(DetailLevel.Full, DetailLevel.Link, ContactRole.Rssi, DetailLevel.Link)]
    [InlineData(DetailLevel.Link, DetailLevel.Full, ContactRole.Rssi, DetailLevel.Link)]
    [InlineData(DetailLevel.Full, DetailLevel.Link, ContactRole.Direction, DetailLevel.Link)]
    [InlineData(DetailLevel.Summary, DetailLevel.Full, ContactRole.Direction, DetailLevel.Summary)]
    public async Task A_letter_of_a_group_says_no_more_than_its_reader_wants_about_each_of_its_sites(
        DetailLevel supporting,
        DetailLevel member,
        ContactRole role,
        DetailLevel all
    )
    {
        await Data.AddAsync([
            .. GroupSeed.Of("EJ1", "EJ2"),
            Site("990000001", "EJ1"),
            Site("990000002", "EJ2"),
            Site("990000003", "EJ3"),
            MandateSeed.Of("990000001"),
            MandateSeed.Of("990000002"),
            Contact("990000001", "support@ght.example", supporting),
            Contact("990000002", "Support@ght.example", member, role),
            Contact("990000003", "support@ght.example", DetailLevel.Link), // no site of the group
            Contact("990000002", "membre@ght.example", DetailLevel.Summary),
        ]);
        await using var post = new Posting(Data, _clock);

        var rounds = await post.Get<LetterRoll>().OfWeekAsync(new(2026, 47), Token);

        Assert.Equal(["group:G1", "finess:990000002"], rounds.Select(round => round.Scope.ToString()));
        Assert.Equal(
            [("support@ght.example", all), ("membre@ght.example", DetailLevel.Summary)],
            rounds.Select(round => (Assert.Single(round.To).Email, round.To[0].Detail))
        );
    }

    [Theory]
    [InlineData(null, DetailLevel.Full)]
    [InlineData(DetailLevel.Summary, DetailLevel.Summary)]
    [InlineData(DetailLevel.Link, DetailLevel.Link)]
    public async Task The_officials_letter_keeps_to_the_level_of_his_address(DetailLevel? wished, DetailLevel level)
    {
        await Data.AddAsync(
            TemporaryData.Hospital(),
            MandateSeed.Of(),
            new User
            {
                Id = Guid.NewGuid(),
                Email = "FSSI@sante.example",
                UserName = "FSSI@sante.example",
                Role = UserRole.Official,
            }
        );
        if (wished is { } detail)
            await Data.AddAsync(Contact(email: "fssi@sante.example", detail: detail, role: ContactRole.Direction));
        await using var post = new Posting(Data, _clock);

        var rounds = await post.Get<LetterRoll>().OfWeekAsync(new(2026, 47), Token);

        var sector = Assert.Single(rounds, round => round.Kind == EditionKind.Sector);
        Assert.Equal(level, Assert.Single(sector.To).Detail);
    }

    [Fact]
    public async Task Who_refused_has_no_mandate_or_is_no_rssi_gets_none()
    {
        await Data.AddAsync(
            Site("990000001", "EJ1"),
            Site("990000002", "EJ2"),
            MandateSeed.Of("990000001"),
            Contact("990000001", "refus@ch.example"),
            Contact("990000001", "reste@ch.example"),
            Contact("990000001", "direction@ch.example", role: ContactRole.Direction),
            Contact("990000002", "sans-mandat@ch.example"),
            new MailRefusal
            {
                Recipient = "Refus@ch.example",
                Kind = EditionKind.Technical,
                Scope = "finess:990000001",
                At = _clock.GetUtcNow(),
                How = "page",
            }
        );
        await using var post = new Posting(Data, _clock);

        var rounds = await post.Get<LetterRoll>().OfWeekAsync(new(2026, 47), Token);

        Assert.Equal("reste@ch.example", Assert.Single(Assert.Single(rounds).To).Email);
    }

    internal static Contact Contact(
        string finess = "990000001",
        string email = "rssi@ch-bezac.example",
        DetailLevel detail = DetailLevel.Full,
        ContactRole role = ContactRole.Rssi
    ) =>
        new()
        {
            Finess = finess,
            Email = email,
            Name = "Sécurité",
            Role = role,
            Language = "fr",
            Detail = detail,
        };

    private static Establishment Site(string finess, string entity, string zone = "Europe/Paris")
    {
        var site = TemporaryData.Hospital(finess);
        (site.LegalEntity, site.TimeZone) = (entity, zone);
        return site;
    }
}
