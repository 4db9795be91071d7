namespace CyberWatch.Scanner.Probes.Service;

/// <summary>A protocol, by its own answer. Text is a stranger's until <see cref="PortFacts"/> has cleaned it.</summary>
internal sealed record Recognised(string Service)
{
    public string? Product { get; init; }
    public string? Version { get; init; }
    public string? Extra { get; init; }
    public IReadOnlyList<string> Cpe { get; init; } = [];

    /// <summary>ssl, where it speaks inside TLS.</summary>
    public string? Tunnel { get; init; }
    public bool AskedByNmap { get; init; }

    /// <summary>Facts of the protocol itself, as the catalogue declares them; what could not be decided is left out.</summary>
    public IReadOnlyDictionary<string, object?> More { get; init; } = new Dictionary<string, object?>();

    public Recognised With(string fact, object? value) =>
        this with
        {
            More = new Dictionary<string, object?>(More) { [fact] = value },
        };
}
