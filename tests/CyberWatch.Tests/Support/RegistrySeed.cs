using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Standings;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Support;

/// <summary>
/// A small registry with fictional establishments: Vauclair (2 open alerts, a running scan), Tilleuls (3 open alerts, another region),
/// Grand-Large (overseas, scanned, no answer) and Sans-Mandat (followed, never scanned). One user of each role; letters of <see cref="LetterSeed"/>.
/// </summary>
internal sealed class RegistrySeed(DateTimeOffset now)
{
    public const string Password = "une phrase assez longue";
    public const string Vauclair = "019999901";
    public const string Tilleuls = "019999902";
    public const string GrandLarge = "990000035";
    public const string SansMandat = "990000043";
    public const string TilleulsName = "Clinique des Tilleuls";
    public const string VauclairName = "Centre hospitalier de Vauclair";
    public static readonly Guid Rdp = new("0197a000-0000-7000-8000-000000000001");
    public static readonly Guid Telnet = new("0197a000-0000-7000-8000-000000000011");
    public static readonly Guid Resolved = new("0197a000-0000-7000-8000-000000000004");
    public static readonly Guid Suspected = new("0197a000-0000-7000-8000-000000000003");

    public static string EmailOf(string name) => $"{name}@cyberwatch.example";

    public async Task FillAsync(RegistryContext registry, CancellationToken cancellationToken)
    {
        registry.Establishments.AddRange(
            Site(Vauclair, VauclairName, "Vauclair", "02", "32", "Hauts-de-France"),
            Site(Tilleuls, TilleulsName, "Port-Tilleul", "13", "93", "Provence-Alpes-Côte d'Azur"),
            Site(GrandLarge, "Hôpital du Grand-Large", "Saint-Exemple", "974", "04", "La Réunion", "Indian/Reunion"),
            Site(SansMandat, "EHPAD Sans-Mandat", "Vauclair", "02", "32", "Hauts-de-France")
        );
        AddPerimeters(registry);
        new LetterSeed(now).Fill(registry);
        AddAlerts(registry);
        AddScans(registry);
        AddService(registry);
        UserSeed.AddTo(registry);
        AuditSeed.AddTo(registry, now);
        string[] all = [Vauclair, Tilleuls, GrandLarge, SansMandat];
        await StandingLines.KeepAsync(registry, all, now.AddDays(-7), cancellationToken);
        await StandingLines.KeepAsync(registry, all, now, cancellationToken);
        await registry.SaveChangesAsync(cancellationToken);
    }

    private static Establishment Site(
        string finess,
        string name,
        string city,
        string department,
        string regionCode,
        string region,
        string zone = "Europe/Paris"
    ) =>
        new()
        {
            Finess = finess,
            Name = name,
            City = city,
            CategoryLabel = "Centre Hospitalier",
            Department = department,
            RegionCode = regionCode,
            Region = region,
            TimeZone = zone,
            InService = true,
            SearchKey = Folded.Of(name, city, finess),
            SortKey = Folded.Of(name),
        };

    private void AddPerimeters(RegistryContext registry)
    {
        var today = DateOnly.FromDateTime(now.DateTime);
        foreach (var (finess, domain, range) in Perimeters)
        {
            registry.Perimeter.Add(Line(finess, PerimeterKind.Domain, domain));
            registry.Perimeter.Add(Line(finess, PerimeterKind.Range, range));
        }

        registry.Perimeter.Add(Line(Vauclair, PerimeterKind.Exclude, "203.0.113.29", "automate du bloc opératoire"));
        registry.Perimeter.Add(Line(Vauclair, PerimeterKind.Quiet, "mon-fri 08:00-18:30"));
        registry.Mandates.AddRange(
            new[] { Vauclair, Tilleuls, GrandLarge }.Select(finess => new Mandate
            {
                Finess = finess,
                SignedBy = "la direction",
                SignedOn = today.AddDays(-40),
                ValidFrom = today.AddDays(-30),
                ValidUntil = today.AddDays(300),
                Intrusive = false,
                Source = "mandats.csv:2",
            })
        );
        registry.Contacts.Add(
            new Contact
            {
                Finess = Vauclair,
                Email = EmailOf("rssi-a"),
                Name = "Contact de Vauclair",
                Role = ContactRole.Rssi,
                Language = "fr",
            }
        );
    }

    private static readonly (string Finess, string Domain, string Range)[] Perimeters =
    [
        (Vauclair, "ch-vauclair.example", "203.0.113.16/28"),
        (Tilleuls, "tilleuls.example", "203.0.113.80/28"),
        (GrandLarge, "grand-large.example", "198.51.100.0/28"),
        (SansMandat, "sans-mandat.example", "198.51.100.64/28"),
    ];

    private static PerimeterEntry Line(string finess, PerimeterKind kind, string value, string? note = null) =>
        new()
        {
            Finess = finess,
            Kind = kind,
            Value = value,
            Note = note,
            Source = "perimetre.csv:2",
        };

    private void AddAlerts(RegistryContext registry)
    {
        var alerts = new AlertSeed(now);
        registry.Alerts.AddRange(
            alerts.Open(
                Rdp,
                Vauclair,
                Severity.Critical,
                "service.rdp-exposed",
                "tcp:203.0.113.24:3389",
                "Bureau à distance ouvert sur Internet",
                "Remote desktop open to the Internet",
                days: 9
            ),
            alerts.Open(
                Number(2),
                Vauclair,
                Severity.Medium,
                "tls.legacy-version",
                "tcp:203.0.113.24:443/portail.ch-vauclair.example",
                "TLS 1.0 accepté",
                "TLS 1.0 accepted",
                days: 2
            ),
            alerts.Suspected(Suspected, Vauclair),
            alerts.Resolved(Resolved, Vauclair),
            alerts.Open(
                Telnet,
                Tilleuls,
                Severity.Critical,
                "service.telnet-exposed",
                "tcp:203.0.113.80:23",
                "Telnet on 203.0.113.80",
                "Telnet on 203.0.113.80",
                days: 5
            ),
            alerts.Open(
                Number(12),
                Tilleuls,
                Severity.High,
                "dns.axfr-open",
                "zone:tilleuls.example",
                "Transfert de zone ouvert",
                "Zone transfer open",
                days: 4
            ),
            alerts.Open(
                Number(13),
                Tilleuls,
                Severity.Low,
                "http.hsts-missing",
                "site:www.tilleuls.example@203.0.113.81",
                "En-tête HSTS absent",
                "HSTS header missing",
                days: 3
            )
        );
    }

    private static Guid Number(int number) => new($"0197a000-0000-7000-8000-{number:D12}");

    private void AddScans(RegistryContext registry)
    {
        var scans = new ScanSeed(now);
        registry.Scans.AddRange(
            scans.Ended(Vauclair, ScanKind.Full, ScanState.Done, hours: 5, answered: 154, silent: 18, notAllowed: 5),
            scans.Ended(Vauclair, ScanKind.Light, ScanState.Failed, hours: 29, reason: "nmap n’a pas démarré : nmap absent"),
            scans.Running(Vauclair, ScanKind.Light),
            scans.Ended(Tilleuls, ScanKind.Full, ScanState.Done, hours: 6, answered: 40, silent: 60, notAllowed: 0),
            scans.Ended(GrandLarge, ScanKind.Light, ScanState.Done, hours: 7, answered: 0, silent: 33, notAllowed: 0),
            scans.Due(Tilleuls)
        );
    }

    private void AddService(RegistryContext registry)
    {
        registry.RegisterImports.Add(
            new RegisterImport
            {
                File = "finess.json.gz",
                Form = "finess-plus",
                DataDate = DateOnly.FromDateTime(now.DateTime).AddDays(-60),
                ImportedAt = now.AddDays(-59),
                Sites = 4,
                InService = 4,
                Added = 4,
            }
        );
        registry.Workers.Add(
            new Worker
            {
                Name = "ouvrier-1",
                StartedAt = now.AddHours(-30),
                LastSeen = now.AddSeconds(-5),
                Version = "0.1",
                Notes = RemarkText.Format(new Remark.NmapUsable("7.93", RawSockets: true))!,
            }
        );
        registry.Outbox.Add(
            new OutboxFinding
            {
                Finess = Tilleuls,
                DocumentKey = "k",
                Document = "{}",
                CreatedAt = now.AddMinutes(-3),
            }
        );
    }
}
