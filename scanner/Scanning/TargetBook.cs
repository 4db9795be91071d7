using System.Net;
using CyberWatch.Scanner.Discovery;

namespace CyberWatch.Scanner.Scanning;

/// <summary>Which names point to which addresses, as far as one scan knows.</summary>
internal sealed class TargetBook
{
    private readonly Dictionary<string, FoundName> _names = [];
    private readonly HashSet<IPAddress> _addresses = [];

    public IReadOnlyCollection<FoundName> Names => _names.Values;

    public IReadOnlyCollection<IPAddress> Addresses => _addresses;

    public IReadOnlyList<FoundName> NamesAt(IPAddress address) =>
        [.. _names.Values.Where(name => name.Addresses.Contains(address)).OrderBy(name => name.Name, StringComparer.Ordinal)];

    public bool Knows(string name) => _names.ContainsKey(name);

    public void Add(IPAddress address) => _addresses.Add(address);

    /// <summary>Adds what was found; returns the names that are new.</summary>
    public IReadOnlyList<FoundName> Add(NameMap map)
    {
        var fresh = map.Names.Where(name => _names.TryAdd(name.Name, name)).ToList();
        _addresses.UnionWith(fresh.SelectMany(name => name.Addresses));
        return fresh;
    }
}
