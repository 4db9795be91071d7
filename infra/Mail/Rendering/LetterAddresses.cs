using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>Pages of the dashboard that letters lead to: only such as there are, under its public address alone.</summary>
internal sealed class LetterAddresses(string publicAddress)
{
    private readonly string _root = publicAddress.TrimEnd('/');

    public string Sector => $"{_root}/";

    public string Letters => $"{_root}/lettres";

    public string Letter(Guid id) => $"{_root}/lettres/{id}";

    public string Alert(Guid id) => $"{_root}/alertes/{id}";

    public string Establishment(string finess) => $"{_root}/etablissements/{Uri.EscapeDataString(finess)}";

    public string Establishments => $"{_root}/etablissements";

    public string WithoutMandate => $"{_root}/etablissements?suivi=sans-mandat";

    /// <summary>What is open now: of one establishment, else of all that the reader may see.</summary>
    public string Alerts(string? finess, Severity? severity = null, string? rule = null, string? standing = null)
    {
        (string Name, string? Value)[] query =
        [
            ("etat", standing),
            ("gravite", severity?.Slug()),
            ("regle", rule),
            ("finess", finess),
        ];
        var given = query
            .Where(pair => pair.Value is not null)
            .Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}");
        return $"{_root}/alertes?{string.Join('&', given)}".TrimEnd('?');
    }

    public string Resolved(string? finess) => Alerts(finess, standing: "resolues");
}
