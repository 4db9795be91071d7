using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Tests.Infra.Mail.Letters;

/// <summary>Editions of fictional weeks, with the figures of the editorial rules' example.</summary>
internal static class LetterSamples
{
    private const string Week = "2026-W47";
    public const string Host = "imagerie.ch-vauclair.example";
    public const string Address = "203.0.113.22";
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly DateOnly Sunday = new(2026, 11, 22);

    public static TechnicalEdition Bad { get; } =
        new()
        {
            Name = "Centre hospitalier de Vauclair",
            Finess = "990000143",
            Week = Week,
            TimeZone = "Europe/Paris",
            Today = Monday,
            Sites = [Site("990000143", "Centre hospitalier de Vauclair", BadScore, BadCoverage, 2, 1, 9)],
            First = [LetterLines.Imaging, LetterLines.Gateway, LetterLines.RemoteDesktop],
            Together = new Mark(70, Grade.C),
            Next = [LetterLines.ZoneTransfer, LetterLines.AcceptedFtp],
            Others = [new(Severity.Medium, 3), new(Severity.Low, 2)],
            OthersDueOn = new(2026, 12, 13),
            Numbers = new()
            {
                New = 2,
                Reopened = 1,
                Fixed = 2,
                Overdue = 1,
                DueSoon = 1,
                Ending = 1,
                Accepted = 1,
                Open = [new(Severity.Critical, 2), new(Severity.High, 1), new(Severity.Medium, 4), new(Severity.Low, 2)],
            },
            Fixed = [LetterLines.Certificate, LetterLines.ClosedPort],
            Coverage = BadCoverage,
        };

    public static TechnicalEdition Good { get; } =
        new()
        {
            Name = "CHU d’Armorel",
            Finess = "990000275",
            Week = Week,
            TimeZone = "Europe/Paris",
            Today = Monday,
            Sites =
            [
                Site(
                    "990000275",
                    "CHU d’Armorel",
                    new(new(88, Grade.B), false, new Mark(88, Grade.B), [], new("Centre hospitalier universitaire", 79, 68)),
                    new(126, 126, Sunday, []),
                    0,
                    0,
                    4
                ),
            ],
            Spare = LetterLines.OldTls,
            Others = [new(Severity.Low, 3)],
            Numbers = new() { Open = [new(Severity.Medium, 1), new(Severity.Low, 3)] },
            Coverage = new(126, 126, Sunday, []),
        };

    public static TechnicalEdition First { get; } =
        Bad with
        {
            Sites =
            [
                Bad.Sites[0] with
                {
                    Score = new(new(64, Grade.C), false, null, [], MedianLine.None, IsFirst: true),
                    Critical = 0,
                },
            ],
            First =
            [
                LetterLines.RemoteDesktop with
                {
                    Origin = AlertOrigin.New,
                    ClosedOn = null,
                    Now = new Mark(64, Grade.C),
                    Alone = new Mark(82, Grade.B),
                },
            ],
            Together = new Mark(82, Grade.B),
            Next = [],
            Numbers = new() { New = 6, Open = [new(Severity.High, 1), new(Severity.Medium, 3), new(Severity.Low, 2)] },
            Fixed = [],
        };

    /// <summary>Half of it unseen: our failure.</summary>
    public static TechnicalEdition Failed { get; } =
        Good with
        {
            Fault = new([new(2026, 11, 19), new(2026, 11, 20)], 55, NoMeasure: false),
            Sites =
            [
                Good.Sites[0] with
                {
                    Score = Good.Sites[0].Score! with { Provisional = true },
                    Coverage = new(126, 71, Sunday, [new("our-fault", 55, [])]),
                },
            ],
            Spare = null,
            Others = [new(Severity.Medium, 1), new(Severity.Low, 3)],
            OthersDueOn = new(2027, 1, 12),
            Coverage = new(126, 71, Sunday, [new("our-fault", 55, [])]),
        };

    public static TechnicalEdition Group { get; } =
        Bad with
        {
            Name = "GHT du Haut-Lys",
            Finess = null,
            Sites =
            [
                Bad.Sites[0],
                Good.Sites[0],
                Site("990000408", "EHPAD Les Amandiers", null, null, 0, 0, 0) with
                {
                    HasMandate = false,
                },
            ],
            First = [.. Bad.First.Select(line => line with { Site = "Centre hospitalier de Vauclair" })],
            Next = [LetterLines.ZoneTransfer with { Site = "CHU d’Armorel" }],
            Together = null,
            Coverage = new(164, 161, Sunday, BadCoverage.Gaps),
        };

    public static SectorEdition Sector { get; } = LetterLines.Sector(Week, Monday, Sunday);

    public static UrgentEdition Urgent { get; } = LetterLines.Urgent(1);

    public static UrgentEdition UrgentJoined { get; } = LetterLines.Urgent(3);

    private static ScoreLine BadScore =>
        new(
            new(17, Grade.E),
            false,
            new Mark(50, Grade.D),
            [new(StepKind.Fixed, 50, 70, 2, 0, 0), new(StepKind.Came, 70, 17, 0, 2, 1)],
            new("Centre hospitalier", 71, 68)
        );

    private static CoverageLine BadCoverage =>
        new(
            38,
            35,
            Sunday,
            [
                new("silent", 1, ["tcp:203.0.113.25:465/mx2.ch-vauclair.example"]),
                new("rate-limited", 1, ["site:extranet.ch-vauclair.example@203.0.113.26"]),
                new("quiet-hours", 1, ["tcp:203.0.113.26:8443/extranet.ch-vauclair.example"]),
            ]
        );

    private static SiteLine Site(
        string finess,
        string name,
        ScoreLine? score,
        CoverageLine? coverage,
        int critical,
        int high,
        int open
    ) => new(finess, name, score, coverage, critical, high, open, HasMandate: true);
}
