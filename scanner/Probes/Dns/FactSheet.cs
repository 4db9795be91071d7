using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Probes.Dns;

/// <summary>Collects what one finding states, why it leaves out the rest, and the command lines that ask again. Safe for many threads.</summary>
internal sealed class FactSheet
{
    /// <summary>The fact that says which others are missing, and why.</summary>
    public const string Undecided = "undecided";

    private const int MostText = 2_000;
    private readonly Lock _one = new();
    private readonly Dictionary<string, object?> _values = [];
    private readonly SortedSet<string> _undecided = new(StringComparer.Ordinal);
    private readonly List<string> _replay = [];

    public void Flag(string fact, bool? value) => Set(fact, value);

    public void Number(string fact, int? value) => Set(fact, value is { } number ? (double)number : null);

    public void Text(string fact, string? value) => Set(fact, value is null ? null : ForeignText.Of(value, MostText));

    /// <summary>Foreign text is cleaned; the order is kept.</summary>
    public void List(string fact, IEnumerable<string>? values) =>
        Set(fact, values is null ? null : (IReadOnlyList<string>)[.. values.Select(value => ForeignText.Of(value, MostText))]);

    /// <summary>A list that proves something by holding anything: it is stated as far as it goes, but empty only when all was asked.</summary>
    public void Seen(string fact, IReadOnlyCollection<string> values, IEnumerable<string> unknown)
    {
        var reasons = unknown.ToList();
        if (values.Count > 0 || reasons.Count == 0)
            List(fact, values.Order(StringComparer.Ordinal));

        foreach (var reason in reasons)
            Leave(reason, fact);
    }

    /// <summary>These facts stay missing, and why.</summary>
    public void Leave(string reason, params IEnumerable<string> facts)
    {
        lock (_one)
        {
            foreach (var fact in facts)
                _undecided.Add($"{fact}: {ForeignText.Of(reason, 300)}");
        }
    }

    public void Replay(string line)
    {
        lock (_one)
        {
            if (!_replay.Contains(line))
                _replay.Add(line);
        }
    }

    public void Replay(string name, RecordType type, string options = "") =>
        Replay($"dig {Shell.Quote(name.Length == 0 ? "." : name)} {type}{(options.Length > 0 ? " " : "")}{options}");

    public (IReadOnlyDictionary<string, object?> Values, IReadOnlyList<string> Replay) Close()
    {
        lock (_one)
        {
            return (
                new Dictionary<string, object?>(_values) { [Undecided] = (IReadOnlyList<string>)[.. _undecided] },
                [.. _replay]
            );
        }
    }

    private void Set(string fact, object? value)
    {
        lock (_one)
            _values[fact] = value;
    }
}
