using System.Globalization;
using System.Text.Json;
using CyberWatch.Infra.Registry.Import;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Feeds;

/// <summary>
/// Reads CISA's catalogue as its JSON schema has it: <c>dateReleased</c>, <c>count</c>, and <c>vulnerabilities</c> with <c>cveID</c>,
/// <c>dateAdded</c> and <c>vulnerabilityName</c>. Keys that are not read may come and go, those that are read must be what they were.
/// </summary>
internal sealed class KevFile(string file)
{
    private readonly string _file = file;
    private const int MostFaults = 20;
    private const long LargestFile = 64 << 20;
    private readonly List<InputFault> _faults = [];

    public DateTimeOffset ReleasedAt { get; private set; }
    public Dictionary<string, (string Name, DateOnly ListedOn)> Entries { get; } = [];

    /// <summary>The first of what is wrong; empty where the file can be believed.</summary>
    public IReadOnlyList<InputFault> Faults => [.. _faults.Take(MostFaults)];

    public static KevFile Read(string path)
    {
        var read = new KevFile(Path.GetFileName(path));
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > LargestFile)
                read.Fault("", null, "The file is larger than 64 MB. This is not the catalogue.");
            else
                read.Read(stream);
        }
        catch (JsonException fault)
        {
            var line = (fault.LineNumber ?? 0) + 1;
            read._faults.Add(new(read._file, line, null, null, "This is no JSON. Fetch the file again, whole."));
        }
        return read;
    }

    private void Read(Stream stream)
    {
        using var json = JsonDocument.Parse(stream);
        Read(json.RootElement);
    }

    private void Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            Fault("", null, "The file must hold one object with dateReleased, count and vulnerabilities.");
            return;
        }
        ReleasedAt = Released(root);
        if (!root.TryGetProperty("vulnerabilities", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            Fault("vulnerabilities", null, "There must be a list of vulnerabilities. Is this the catalogue?");
            return;
        }
        var index = 0;
        foreach (var item in list.EnumerateArray())
            Add(item, $"vulnerabilities[{index++}]");
        CheckCount(root, index);
    }

    private DateTimeOffset Released(JsonElement root)
    {
        var text = Text(root, "dateReleased", "dateReleased");
        var isDate = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at);
        if (text is not null && !(isDate && text.Length >= 10 && char.IsAsciiDigit(text[0])))
            Fault("dateReleased", text, "The date must be as 2025-08-25T17:04:19.9796Z.");
        return at;
    }

    /// <summary>A file that was cut off, or put together by hand, does not count as many as it has.</summary>
    private void CheckCount(JsonElement root, int held)
    {
        var said = 0;
        var isThere = root.TryGetProperty("count", out var count) && count.ValueKind == JsonValueKind.Number;
        if (!isThere || !count.TryGetInt32(out said))
            Fault("count", null, "The number of vulnerabilities must be there.");
        else if (said != held)
            Fault("count", said.ToString(CultureInfo.InvariantCulture), $"The list holds {held}: fetch the file again, whole.");
        else if (held == 0)
            Fault("vulnerabilities", null, "The list is empty. Fetch the file again.");
    }

    private void Add(JsonElement item, string path)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            Fault(path, null, "Each vulnerability must be an object.");
            return;
        }
        var id = Text(item, "cveID", path + ".cveID");
        var name = Text(item, "vulnerabilityName", path + ".vulnerabilityName");
        var added = Added(item, path + ".dateAdded");
        if (id is not null && !VulnerabilityId.IsOne(id))
            Fault(path + ".cveID", id, "The identifier must be as CVE-2025-5777.");
        else if (id is not null && !Entries.TryAdd(id, (PrintableText.Of(name?.Trim() ?? ""), added)))
            Fault(path + ".cveID", id, "The vulnerability stands there twice: fetch the file again.");
    }

    private DateOnly Added(JsonElement item, string path)
    {
        var text = Text(item, "dateAdded", path);
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            if (text is not null)
                Fault(path, text, "The day must be as 2025-08-25.");
        }
        else if (ReleasedAt != default && day > DateOnly.FromDateTime(ReleasedAt.UtcDateTime).AddDays(1))
        {
            Fault(path, text, "The day lies after the release of the file: fetch it again.");
        }
        return day;
    }

    private string? Text(JsonElement item, string key, string path)
    {
        var isText = item.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String;
        if (isText && TextOf(value) is { Length: > 0 } text)
            return text;
        Fault(path, null, "There must be a text, in UTF-8. Is this the catalogue?");
        return null;
    }

    /// <summary>JsonElement only finds out now that octets are no UTF-8, or that an escape is half a character.</summary>
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private void Fault(string path, string? value, string sentence) => _faults.Add(new(_file, 0, path, value, sentence));
}
