using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Support;

/// <summary>
/// The letters of <see cref="RegistrySeed"/>'s last week: Vauclair's was sent to its RSSI, Tilleuls' was rejected, the sector's is a file; an
/// urgent notice of Vauclair and a letter of Grand-Large are held.
/// </summary>
internal sealed class LetterSeed(DateTimeOffset now)
{
    public static readonly Guid OfVauclair = new("0197a000-0000-7000-8000-000000000101");
    public static readonly Guid OfTilleuls = new("0197a000-0000-7000-8000-000000000102");
    public static readonly Guid OfSector = new("0197a000-0000-7000-8000-000000000103");
    public static readonly Guid Urgent = new("0197a000-0000-7000-8000-000000000104");
    public static readonly Guid Held = new("0197a000-0000-7000-8000-000000000105");
    public static readonly Guid OfColleague = new("0197a000-0000-7000-8000-000000000106");
    public const string Colleague = "collegue@ch-vauclair.example";

    private ReportedWeek Week => ReportedWeek.LastOver(now);

    public void Fill(RegistryContext registry)
    {
        var vauclair = Technical(RegistrySeed.Vauclair, RegistrySeed.VauclairName);
        registry.Letters.AddRange(
            vauclair.To(RegistrySeed.EmailOf("rssi-a"), id: OfVauclair),
            vauclair.To(Colleague, id: OfColleague),
            Technical(RegistrySeed.Tilleuls, RegistrySeed.TilleulsName)
                .To(RegistrySeed.EmailOf("rssi-b"), LetterState.Failed, "rejected: 550 5.1.1 no such user here", id: OfTilleuls),
            Sector().To(RegistrySeed.EmailOf("official"), LetterState.Written, id: OfSector),
            UrgentNotice().To(RegistrySeed.EmailOf("rssi-a"), LetterState.Unknown, "no-answer: timed out", id: Urgent),
            Technical(RegistrySeed.GrandLarge, "Hôpital du Grand-Large")
                .To("rssi@grand-large.example", LetterState.Held, "restored", id: Held)
        );
        registry.Contacts.Add(
            new Contact
            {
                Finess = RegistrySeed.Tilleuls,
                Email = RegistrySeed.EmailOf("rssi-b"),
                Name = "Contact de Tilleuls",
                Role = ContactRole.Rssi,
                Language = "fr",
                Detail = DetailLevel.Summary,
            }
        );
    }

    private Edition Technical(string finess, string name) =>
        LetterRowsMade.Edition(
            EditionKind.Technical,
            $"finess:{finess}",
            Week.ToString(),
            now.AddDays(-2),
            EditionJson.Write(
                new TechnicalEdition
                {
                    Name = name,
                    Finess = finess,
                    Week = Week.ToString(),
                    TimeZone = "Europe/Paris",
                    Today = DateOnly.FromDateTime(now.DateTime).AddDays(-2),
                    Sites = [new SiteLine(finess, name, null, null, 1, 0, 2, HasMandate: true)],
                    Numbers = new WeekNumbers { New = 1, Open = [new(Severity.Critical, 1), new(Severity.Medium, 1)] },
                }
            )
        );

    private Edition Sector() =>
        LetterRowsMade.Edition(
            EditionKind.Sector,
            "sector",
            Week.ToString(),
            now.AddDays(-2),
            EditionJson.Write(
                new SectorEdition
                {
                    Week = Week.ToString(),
                    Today = DateOnly.FromDateTime(now.DateTime).AddDays(-2),
                    Followed = 4,
                }
            )
        );

    private Edition UrgentNotice() =>
        LetterRowsMade.Edition(
            EditionKind.Urgent,
            $"finess:{RegistrySeed.Vauclair}",
            "2026-11-20T13:06Z",
            now.AddDays(-1),
            EditionJson.Write(
                new UrgentEdition
                {
                    Finess = RegistrySeed.Vauclair,
                    Name = RegistrySeed.VauclairName,
                    TimeZone = "Europe/Paris",
                    At = now.AddDays(-1),
                    Alerts =
                    [
                        new UrgentLine
                        {
                            Id = RegistrySeed.Rdp,
                            Title = new("Bureau à distance ouvert sur Internet", "Remote desktop open to the Internet"),
                            Why = new("Il donne l’écran d’un serveur.", "It gives the screen of a server."),
                            Fix = new("Fermez le port.", "Close the port."),
                            Asset = "tcp:203.0.113.24:3389",
                            Seen = [now.AddDays(-1)],
                        },
                    ],
                }
            )
        );
}
