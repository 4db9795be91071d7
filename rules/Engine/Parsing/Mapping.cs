using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CyberWatch.Rules.Engine.Parsing;

/// <summary>A YAML mapping that knows which of its keys were asked for, and complains about the others.</summary>
internal sealed class Mapping
{
    private readonly Faults _faults;
    private readonly HashSet<string> _asked = [];
    private readonly Dictionary<string, (YamlNode Key, YamlNode Value)> _entries = [];

    private Mapping(YamlMappingNode node, string path, Faults faults)
    {
        (Node, Path, _faults) = (node, path, faults);
        foreach (var (key, value) in node.Children)
        {
            if (key is YamlScalarNode { Value: { } name })
                _entries[name] = (key, value);
            else
                faults.Add(key, path, "a key is not a plain word", "write the keys as words");
        }
    }

    public YamlMappingNode Node { get; }
    public string Path { get; }
    public IEnumerable<string> Keys => _entries.Keys;

    public static Mapping? Of(YamlNode node, string path, Faults faults)
    {
        if (node is YamlMappingNode mapping)
            return new(mapping, path, faults);
        faults.Add(node, path, "is no mapping", "write keys and values, such as { fr: …, en: … }");
        return null;
    }

    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    public YamlNode KeyNode(string key) => _entries[key].Key;

    public YamlNode? Optional(string key)
    {
        _asked.Add(key);
        return _entries.TryGetValue(key, out var entry) ? entry.Value : null;
    }

    public YamlNode? Required(string key)
    {
        var value = Optional(key);
        if (value is null)
            _faults.Add(Node, PathOf(key), "is missing", $"add the key '{key}'");
        return value;
    }

    /// <summary>A text that says something; null, with a fault, where there is none.</summary>
    public string? RequiredText(string key) => Required(key) is { } node ? TextOf(node, PathOf(key)) : null;

    public Mapping? RequiredMapping(string key) => Required(key) is { } node ? Of(node, PathOf(key), _faults) : null;

    /// <summary>The elements of a list that has some; empty, with a fault, where there is none.</summary>
    public IReadOnlyList<YamlNode> RequiredList(string key)
    {
        var node = Required(key);
        if (node is YamlSequenceNode { Children.Count: > 0 } list)
            return [.. list.Children];
        if (node is not null)
            _faults.Add(node, PathOf(key), "is no list with elements", "write a list, such as [a, b]");
        return [];
    }

    public string? TextOf(YamlNode node, string path)
    {
        if (node is YamlScalarNode { Value: { } text } scalar && !string.IsNullOrWhiteSpace(text) && !IsNull(scalar))
            return text.Trim();
        _faults.Add(node, path, "is no text, or an empty one", "write the text");
        return null;
    }

    /// <summary>To be called last: every key that nobody asked for is a mistake.</summary>
    public void RefuseOthers()
    {
        foreach (var (name, entry) in _entries.Where(entry => !_asked.Contains(entry.Key)))
            _faults.Add(entry.Key, PathOf(name), "is an unknown key", $"the keys here are {string.Join(", ", _asked)}");
    }

    public static bool IsNull(YamlScalarNode scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "null" or "~";
}
