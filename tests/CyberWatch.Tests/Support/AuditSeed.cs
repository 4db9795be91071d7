using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Tests.Support;

/// <summary>Some of what people did: a decision at Vauclair and one at Tilleuls, a letter, imports, and a stranger at the door.</summary>
internal static class AuditSeed
{
    public const string Forged = $"finess:{RegistrySeed.Vauclair}";

    public static void AddTo(RegistryContext registry, DateTimeOffset now)
    {
        var rssi = RegistrySeed.EmailOf("rssi-a");
        registry.Audit.AddRange(
            Entry(
                now.AddDays(-59),
                "command line (veille)",
                "register-imported",
                "finess.json.gz",
                "form=finess-plus of=2026-05-12 sites=4 new=4"
            ),
            Entry(
                now.AddDays(-58),
                "command line (veille)",
                "contacts-imported",
                "contacts.csv",
                "+ one\n+ two\n+ three\n+ four"
            ),
            Entry(
                now.AddDays(-3),
                rssi,
                "alert-acknowledged",
                OfAlert(RegistrySeed.Rdp, RegistrySeed.Vauclair),
                "Open > Acknowledged"
            ),
            Entry(
                now.AddDays(-2),
                RegistrySeed.EmailOf("rssi-b"),
                "alert-accepted",
                OfAlert(RegistrySeed.Telnet, RegistrySeed.Tilleuls),
                "Open > Accepted: 2026-12-24: automate remplacé en décembre"
            ),
            Entry(now.AddDays(-2), "scan", "alert-facts-changed", OfAlert(RegistrySeed.Rdp, RegistrySeed.Vauclair), "version"),
            Entry(now.AddDays(-1), "veille@cyberwatch.example", "letter-resent", Forged, $"period=2026-W47 to={rssi} copy=1"),
            Entry(
                now.AddDays(-1),
                "veille@cyberwatch.example",
                "contact-removed",
                RegistrySeed.Tilleuls,
                "email=ancien@clinique.example role=rssi name=Ancien RSSI"
            ),
            Entry(now.AddHours(-2), "", "sign-in-refused", Forged),
            Entry(now.AddHours(-1), "<b>hostile</b>", "sign-in-refused", RegistrySeed.Vauclair)
        );
    }

    public static string OfAlert(Guid alert, string finess) => $"{alert} {finess} service.rdp-exposed";

    public static AuditEntry Entry(DateTimeOffset at, string actor, string action, string subject, string? detail = null) =>
        new()
        {
            At = at,
            Actor = actor,
            Action = action,
            Subject = subject,
            Detail = detail,
        };
}
