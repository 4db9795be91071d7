using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Support;

/// <summary>Alerts in each state of their life, with the verdicts and events that a worker would have written.</summary>
internal sealed class AlertSeed(DateTimeOffset now)
{
    private const string Evidence = """
        {"open":true,"product":"Remote Desktop","version":null,"cpe":[],"san":["DNS:acces.ch-vauclair.example","DNS:<b>x</b>"],"days_left":1234.5}
        """;

    public Alert Open(
        Guid id,
        string finess,
        Severity severity,
        string rule,
        string asset,
        string french,
        string english,
        int days
    )
    {
        var (seen, opened) = (now.AddDays(-days).AddMinutes(-20), now.AddDays(-days));
        var alert = Bare(id, finess, severity, AlertState.Open, rule, asset, french, english, seen);
        alert.OpenedAt = opened;
        alert.Verdicts.Add(Said(seen, "match", "suspected"));
        alert.Verdicts.Add(Said(opened, "match", "opened"));
        alert.Verdicts.Add(Said(now.AddDays(-1), "inconclusive", "nothing", "TimedOut"));
        alert.Verdicts.Add(Said(now.AddHours(-5), "match", "still-there"));
        alert.Events.Add(Changed(seen, null, AlertState.Suspected, "match"));
        alert.Events.Add(Changed(opened, AlertState.Suspected, AlertState.Open, "second-look"));
        return alert;
    }

    public Alert Suspected(Guid id, string finess)
    {
        var alert = Bare(
            id,
            finess,
            Severity.High,
            AlertState.Suspected,
            "tls.certificate-expires-soon",
            "tcp:203.0.113.25:443/webmail.ch-vauclair.example",
            "Certificat bientôt expiré",
            "Certificate expires soon",
            now.AddMinutes(-4)
        );
        alert.Verdicts.Add(Said(now.AddMinutes(-4), "match", "suspected"));
        alert.Events.Add(Changed(now.AddMinutes(-4), null, AlertState.Suspected, "match"));
        return alert;
    }

    public Alert Resolved(Guid id, string finess)
    {
        var alert = Bare(
            id,
            finess,
            Severity.High,
            AlertState.Resolved,
            "service.dicom-open",
            "tcp:203.0.113.26:11112",
            "Serveur d’imagerie ouvert à toute origine",
            "Imaging server open to everybody",
            now.AddDays(-20)
        );
        (alert.OpenedAt, alert.ResolvedAt) = (now.AddDays(-20), now.AddDays(-2));
        alert.Verdicts.Add(Said(now.AddDays(-20), "match", "opened"));
        alert.Verdicts.Add(Said(now.AddDays(-3), "refused", "first-proof"));
        alert.Verdicts.Add(Said(now.AddDays(-2), "refused", "resolved"));
        alert.Events.Add(Changed(now.AddDays(-20), null, AlertState.Open, "match"));
        alert.Events.Add(Changed(now.AddDays(-2), AlertState.Open, AlertState.Resolved, "refused"));
        return alert;
    }

    private Alert Bare(
        Guid id,
        string finess,
        Severity severity,
        AlertState state,
        string rule,
        string asset,
        string french,
        string english,
        DateTimeOffset seen
    ) =>
        new()
        {
            Id = id,
            Finess = finess,
            RuleId = rule,
            AssetKey = asset,
            Twins = asset,
            Severity = severity,
            State = state,
            TitleFr = french,
            TitleEn = english,
            WhyFr = "Ce service donne l’écran d’un serveur à qui connaît un mot de passe.",
            WhyEn = "This service gives the screen of a server to whoever knows a password.",
            FixFr = "Fermez le port sur le pare-feu.\nPassez par le VPN.",
            FixEn = "Close the port on the firewall.\nUse the VPN.",
            Checks = "REM-01 TLS-04",
            References = "https://www.rfc-editor.org/rfc/rfc854",
            FirstSeen = seen,
            LastSeen = now.AddHours(-5),
            LastAsked = now.AddHours(-5),
            Evidence = Evidence,
            EvidenceAt = now.AddHours(-5),
            Replay = "nmap -Pn -p 3389 203.0.113.24\nopenssl s_client -connect 203.0.113.24:3389",
            RequestId = "cw-7f3a91-0431",
        };

    private static AlertVerdict Said(DateTimeOffset at, string verdict, string effect, string? detail = null) =>
        new()
        {
            At = at,
            Verdict = verdict,
            Effect = effect,
            Detail = detail,
        };

    private static AlertEvent Changed(DateTimeOffset at, AlertState? from, AlertState to, string why) =>
        new()
        {
            At = at,
            Actor = "scan",
            From = from,
            To = to,
            Why = why,
        };
}
