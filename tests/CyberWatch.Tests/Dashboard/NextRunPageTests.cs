using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Queries;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Dashboard;

/// <summary>What the pages promise of the next Monday: Vauclair's RSSI has unsubscribed, Tilleuls' letter was written early.</summary>
public sealed class NextRunPageTests(NextRunPageTests.App seeded) : IClassFixture<NextRunPageTests.App>
{
    private static readonly string OfTilleuls = $"finess:{RegistrySeed.Tilleuls}";

    [Fact]
    public async Task Who_unsubscribed_is_told_so_and_how_to_come_back()
    {
        var page = await seeded.Dashboard.PageAsync("rssi-a", "/lettres");

        Assert.Contains("Vous vous êtes désabonné", page, StringComparison.Ordinal);
        Assert.Contains("Réabonner le destinataire", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Personne ne recevra", page, StringComparison.Ordinal);
        Assert.Contains("Aucune lettre ne partira", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/lettres")]
    [InlineData("/lettres/a-venir/finess:" + RegistrySeed.Vauclair)]
    [InlineData("/etablissements/" + RegistrySeed.Vauclair)]
    public async Task The_operator_sees_who_unsubscribed(string address)
    {
        var page = await seeded.Dashboard.PageAsync("operator", address);

        Assert.Contains("désabonné", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Vous vous êtes désabonné", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_early_is_said_so_and_promised_to_nobody()
    {
        var list = await seeded.Dashboard.PageAsync("rssi-b", "/lettres");
        var preview = await seeded.Dashboard.PageAsync("rssi-b", $"/lettres/a-venir/{OfTilleuls}");
        var html = await seeded.Dashboard.PageAsync("rssi-b", $"/lettres/a-venir/{OfTilleuls}/apercu.html");

        Assert.Contains("déjà écrite le", list, StringComparison.Ordinal);
        Assert.Contains("Aucune lettre ne partira", list, StringComparison.Ordinal);
        Assert.Contains("Déjà écrite le", preview, StringComparison.Ordinal);
        Assert.Contains("Aucune seconde lettre", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("pas encore enregistrée", preview, StringComparison.Ordinal);
        Assert.Contains(App.Written, html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("operator", true)]
    [InlineData("official", false)]
    public async Task Only_the_operator_is_told_that_no_relay_is_set(string reader, bool told) =>
        Assert.Equal(
            told,
            (await seeded.Dashboard.PageAsync(reader, "/lettres")).Contains("Mail:Host", StringComparison.Ordinal)
        );

    [Fact]
    public async Task A_letter_in_a_file_was_not_handed_to_anybody()
    {
        var letter = await seeded.Dashboard.PageAsync("operator", $"/lettres/{LetterSeed.OfSector}");
        var list = await seeded.Dashboard.PageAsync("operator", "/lettres?liste=fichiers");

        Assert.Contains("Écrite le", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("Remise le", letter, StringComparison.Ordinal);
        Assert.Contains("Écrites en fichiers", list, StringComparison.Ordinal);
        Assert.Contains($"/lettres/{LetterSeed.OfSector}", list, StringComparison.Ordinal);
    }

    public sealed class App : IAsyncLifetime
    {
        public const string Written = "Clinique telle qu’elle s’appelait alors";

        public DashboardApp Dashboard { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Dashboard.InitializeAsync();
            var plans = Dashboard.Services.GetRequiredService<LetterPlanQueries>();
            var round = await plans.FindAsync(new AccessScope.WholeSector(), OfTilleuls, CancellationToken.None);
            var registries = Dashboard.Services.GetRequiredService<IDbContextFactory<RegistryContext>>();
            await using var registry = await registries.CreateDbContextAsync(CancellationToken.None);
            registry.MailRefusals.Add(
                new MailRefusal
                {
                    Recipient = RegistrySeed.EmailOf("rssi-a"),
                    Kind = EditionKind.Technical,
                    Scope = $"finess:{RegistrySeed.Vauclair}",
                    At = TimeProvider.System.GetUtcNow(),
                    How = "page",
                }
            );
            // on a Monday morning the round is about the week whose letters the seed has already
            await registry.Letters.Where(row => row.Edition!.Scope == OfTilleuls).ExecuteDeleteAsync(CancellationToken.None);
            await registry.Editions.Where(row => row.Scope == OfTilleuls).ExecuteDeleteAsync(CancellationToken.None);
            registry.Letters.Add(Early(round!).To(RegistrySeed.EmailOf("rssi-b")));
            await registry.SaveChangesAsync(CancellationToken.None);
        }

        public ValueTask DisposeAsync() => Dashboard.DisposeAsync();

        private static Edition Early(PlannedRound round) =>
            LetterRowsMade.Edition(
                EditionKind.Technical,
                OfTilleuls,
                round.Week.ToString(),
                TimeProvider.System.GetUtcNow(),
                EditionJson.Write(
                    new TechnicalEdition
                    {
                        Name = Written,
                        Finess = RegistrySeed.Tilleuls,
                        Week = round.Week.ToString(),
                        TimeZone = "Europe/Paris",
                        Today = round.Week.Monday,
                        Sites = [new SiteLine(RegistrySeed.Tilleuls, Written, null, null, 1, 0, 2, HasMandate: true)],
                        Numbers = new WeekNumbers { New = 1 },
                    }
                )
            );
    }
}
