using CyberWatch.Infra.Mail.Editions;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Tests.Infra.Mail.Letters;

/// <summary>The alerts of the fictional weeks.</summary>
internal static class LetterLines
{
    private const string Vauclair = "990000143";

    public static AlertLine Imaging { get; } =
        new()
        {
            Id = Number(1),
            Finess = Vauclair,
            RuleId = "service.orthanc-open",
            Severity = Severity.Critical,
            Title = new("Serveur d’imagerie ouvert sans mot de passe", "Imaging server open without a password"),
            Why = new(
                "L’interface d’administration répond à tous. Elle donne accès aux examens. Nous avons lu sa version, aucun dossier.",
                "The administration page answers everybody. It gives access to examinations. We read its version, no record."
            ),
            Gesture = new(
                "Fermer le port 8042 depuis Internet, puis exiger un mot de passe.",
                "Close port 8042 to the Internet, then require a password."
            ),
            Assets = ["tcp:203.0.113.22:8042/imagerie.ch-vauclair.example"],
            Origin = AlertOrigin.New,
            SeenTwice = true,
            DueOn = new(2026, 12, 5),
            Now = new Mark(17, Grade.E),
            Alone = new Mark(33, Grade.E),
        };

    public static AlertLine Gateway { get; } =
        Imaging with
        {
            Id = Number(2),
            RuleId = "http.gateway-exploited",
            Title = new("Passerelle d’accès distant visée par CVE-2025-5777", "Remote access gateway subject to CVE-2025-5777"),
            Why = new(
                "La version se lit dans un fichier public. Des attaquants s’en servent : vérifiez vos journaux.",
                "A public file states the version. Attackers use it: look at your logs."
            ),
            Gesture = new(
                "Passer à la version corrigée, puis fermer toutes les sessions.",
                "Update to the fixed version, then end all sessions."
            ),
            Assets = ["site:acces.ch-vauclair.example@203.0.113.14"],
            SeenTwice = false,
            Confidence = Confidence.Version,
            Exploited = true,
            DueOn = new(2026, 11, 25),
            Alone = new Mark(28, Grade.E),
        };

    public static AlertLine RemoteDesktop { get; } =
        Imaging with
        {
            Id = Number(3),
            RuleId = "service.rdp-exposed",
            Severity = Severity.High,
            Title = new("Bureau à distance (RDP) joignable depuis Internet", "Remote desktop (RDP) open to the Internet"),
            Why = new(
                "Le port répond de nouveau. Une règle de pare-feu a pu revenir en arrière.",
                "The port answers again. A firewall rule may have gone back."
            ),
            Gesture = new("Retirer la règle, et passer par l’accès distant.", "Take the rule away, and use the remote access."),
            Assets = ["tcp:203.0.113.31:3389"],
            Origin = AlertOrigin.Reopened,
            ClosedOn = new(2026, 10, 2),
            SeenTwice = false,
            DueOn = new(2026, 12, 17),
            Alone = new Mark(22, Grade.E),
        };

    public static AlertLine ZoneTransfer { get; } =
        Imaging with
        {
            Id = Number(4),
            RuleId = "dns.open-zone-transfer",
            Severity = Severity.Medium,
            Title = new("Transfert de zone DNS ouvert à tous", "DNS zone transfer open to everybody"),
            Assets = ["zone:ch-vauclair.example"],
            Origin = AlertOrigin.Standing,
            SeenTwice = false,
            DueOn = new(2026, 11, 11),
            OverdueDays = 12,
            Now = null,
            Alone = null,
        };

    public static AlertLine AcceptedFtp { get; } =
        ZoneTransfer with
        {
            Id = Number(5),
            RuleId = "service.ftp-clear",
            Title = new("FTP sans chiffrement", "FTP without encryption"),
            Assets = ["tcp:203.0.113.40:21"],
            OverdueDays = 0,
            AcceptedUntil = new(2026, 11, 30),
        };

    public static AlertLine OldTls { get; } =
        ZoneTransfer with
        {
            Id = Number(6),
            RuleId = "tls.old-versions",
            Title = new("TLS 1.0 et 1.1 encore acceptés", "TLS 1.0 and 1.1 still accepted"),
            Assets = ["tcp:198.51.100.7:993/messagerie.chu-armorel.example"],
            DueOn = new(2027, 1, 12),
            OverdueDays = 0,
            Now = new Mark(88, Grade.B),
            Alone = new Mark(96, Grade.A),
        };

    public static FixedLine Certificate { get; } =
        new(
            Number(7),
            Severity.High,
            new("Le certificat TLS a expiré", "The TLS certificate has expired"),
            "tcp:203.0.113.20:443/portail-patient.ch-vauclair.example",
            null,
            "clean",
            new(2026, 11, 19),
            new(2026, 11, 20)
        );

    public static FixedLine ClosedPort { get; } =
        Certificate with
        {
            Id = Number(8),
            Title = new("Page de connexion ouverte à tous", "Sign-in page open to everybody"),
            Asset = "tcp:198.51.100.21:443",
            Proof = "refused",
            First = new(2026, 11, 17),
            Second = new(2026, 11, 18),
        };

    private static IReadOnlyList<CallLine> Calls { get; } =
    [
        new(
            Vauclair,
            "Centre hospitalier de Vauclair",
            "Hauts-de-France",
            Severity.Critical,
            Imaging.Title,
            1,
            Exploited: true,
            Overdue: false,
            3
        ),
        new(
            "990000325",
            "Clinique du Val-Serein",
            "Grand Est",
            Severity.Critical,
            Gateway.Title,
            0,
            Exploited: true,
            Overdue: false,
            7
        ),
        new("990000408", "EHPAD Les Amandiers", null, Severity.Critical, Imaging.Title, 0, Exploited: false, Overdue: true, 19),
        new(
            "990000416",
            "Hôpital du Grand-Large",
            "La Réunion",
            Severity.Critical,
            Gateway.Title,
            2,
            Exploited: false,
            Overdue: false,
            1
        ),
    ];

    public static SectorEdition Sector(string week, DateOnly today, DateOnly sunday) =>
        new()
        {
            Week = week,
            Today = today,
            CallFirst = Calls,
            ToCall = 21,
            Grades =
            [
                new(Grade.A, 402, 398),
                new(Grade.B, 437, 441),
                new(Grade.C, 259, 262),
                new(Grade.D, 132, 131),
                new(Grade.E, 54, 52),
            ],
            Followed = 1284,
            Scored = 1284,
            Median = 81,
            MedianBefore = 80,
            Numbers =
            [
                new(Severity.Critical, 23, 4, 31, 12),
                new(Severity.High, 58, 6, 72, 40),
                new(Severity.Medium, 97, 5, 118, 61),
                new(Severity.Low, 36, 2, 44, null),
            ],
            Coverage = new(
                62034,
                58312,
                sunday,
                [new("silent", 1604, []), new("rate-limited", 1188, []), new("quiet-hours", 517, []), new("our-fault", 413, [])]
            ),
            Provisional = 37,
            WithoutMandate = 128,
            MandatesEnding = 7,
            MandatesEndingBefore = new(2026, 12, 23),
            Failed = 12,
            RegisterOf = new(2026, 10, 1),
        };

    public static UrgentEdition Urgent(int number) =>
        new()
        {
            Finess = Vauclair,
            Name = "Centre hospitalier de Vauclair",
            TimeZone = "Europe/Paris",
            At = new(2026, 11, 20, 13, 6, 0, TimeSpan.Zero),
            Alerts = [.. Enumerable.Range(1, number).Select(UrgentLine)],
        };

    private static UrgentLine UrgentLine(int number) =>
        new()
        {
            Id = Number(number),
            Title = Imaging.Title,
            Why = Imaging.Why,
            Fix = new(
                "- Bloquer le port 8042 au pare-feu, depuis Internet.\n- Mettre de côté les journaux du serveur.\n- Exiger un mot de passe, propre à chaque usage.",
                "- Block port 8042 on the firewall, from the Internet.\n- Put the server’s logs aside.\n- Require a password, one for each use."
            ),
            Asset = Imaging.Assets[0],
            Seen = [new(2026, 11, 20, 12, 52, 0, TimeSpan.Zero), new(2026, 11, 20, 13, 5, 0, TimeSpan.Zero)],
            DueOn = Imaging.DueOn,
            Replay = ["curl -sS -i http://203.0.113.22:8042/system"],
            RequestId = "cw-7f3a91c2",
        };

    private static Guid Number(int number) => new($"0197a000-0000-7000-8000-{number:D12}");
}
