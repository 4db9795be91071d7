using CyberWatch.Scanner.Net;

namespace CyberWatch.Scanner.Probes.Service;

/// <summary>What was learned of one open port as facts, every text of a stranger cleaned and bounded.</summary>
internal static class PortFacts
{
    private const int Longest = 200;

    /// <summary>Where <paramref name="known"/> is null the port is open, and that is all: nothing is stated of service and product.</summary>
    public static Dictionary<string, object?> Of(int port, string? guess, Recognised? known, byte[] greeting)
    {
        var facts = new Dictionary<string, object?>
        {
            ["open"] = true,
            ["asked_by_nmap"] = known?.AskedByNmap ?? false,
            ["health_port"] = HealthPorts.Contains(port),
            ["service_guess"] = guess,
        };
        if (!HealthPorts.Contains(port))
            facts["greeting"] = greeting.Length == 0 ? null : Clean(Lines.Text(greeting));

        if (known is null)
            return facts;

        facts["service"] = known.Service;
        facts["product"] = Clean(known.Product);
        facts["version"] = Clean(known.Version);
        facts["extra"] = Clean(known.Extra);
        facts["tunnel"] = known.Tunnel;
        facts["cpe"] = known.Cpe.Select(name => ForeignText.Of(name, Longest)).ToArray();
        foreach (var (name, value) in known.More)
            facts[name] = value;

        return facts;
    }

    private static string? Clean(string? text) =>
        text is not null && ForeignText.Of(text, Longest) is { Length: > 0 } clean ? clean : null;
}
