using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>
/// Operations of one request, in order, with the place where those of each document begin: a part of it is a slice, so that a request
/// that was too large is halved without writing it again.
/// </summary>
internal sealed record BulkBody(ReadOnlyMemory<byte> Octets, ArraySegment<int> Begins, int OperationsEach)
{
    public int Documents => Begins.Count;

    public (BulkBody First, BulkBody Second) Halves()
    {
        var (first, second) = (Begins[..(Documents / 2)], Begins[(Documents / 2)..]);
        var cut = second[0] - Begins[0];
        return (this with { Octets = Octets[..cut], Begins = first }, this with { Octets = Octets[cut..], Begins = second });
    }
}

/// <summary>Where documents are written to.</summary>
internal abstract record BulkAim
{
    private BulkAim() { }

    public abstract int OperationsEach { get; }

    /// <summary><c>latest</c> and the month of history.</summary>
    public sealed record Both : BulkAim
    {
        public override int OperationsEach => 2;
    }

    /// <summary>One index of latest documents, by its alias or by its own name.</summary>
    public sealed record One(string Index, bool IsAlias) : BulkAim
    {
        public override int OperationsEach => 1;
    }
}

/// <summary>Writes the operations of documents until a body is full.</summary>
internal sealed class BulkWriter(IndexNames names)
{
    private readonly ArrayBufferWriter<byte> _octets = new(64 * 1024);
    private readonly List<int> _begins = [];

    public int Documents => _begins.Count;
    public int Octets => _octets.WrittenCount;

    /// <summary>The document once into one index; or twice, as the latest of its key, and as what this scan saw.</summary>
    public void Index(IndexedFinding finding, BulkAim aim)
    {
        _begins.Add(_octets.WrittenCount);
        var key = finding.Document.Key;
        if (finding.Document.Leaves)
        {
            Leave(finding);
            return;
        }
        Action(aim is BulkAim.One { Index: var one } ? one : names.Latest, Id(key), finding.Document.Version);
        var begin = _octets.WrittenCount;
        Source(finding);
        if (aim is BulkAim.One)
            return;
        var length = _octets.WrittenCount - begin;
        Action(names.MonthAlias(finding.Month), Id($"{key}|{finding.Scan}"), finding.Document.Version);
        // the buffer may move while it grows; this span stays with the old one
        _octets.Write(_octets.WrittenSpan.Slice(begin, length));
    }

    /// <summary>As many operations as any other: where there is nothing for history, it goes twice.</summary>
    private void Leave(IndexedFinding finding)
    {
        var (version, key, json) = (finding.Document.Version, finding.Document.Key, finding.Document.Json);
        Action(names.Latest, Id(key), version, "delete");
        if (json.Length == 0)
        {
            Action(names.Latest, Id(key), version, "delete");
            return;
        }
        Action(names.MonthAlias(finding.Month), Id($"{key}|{finding.Scan}"), version);
        Source(finding);
    }

    public void Delete(string index, string id)
    {
        _begins.Add(_octets.WrittenCount);
        Line($$"""{"delete":{"_index":"{{index}}","_id":"{{id}}" } }""");
    }

    public BulkBody Done(int operationsEach) => new(_octets.WrittenMemory, new ArraySegment<int>([.. _begins]), operationsEach);

    /// <summary>The same for the same key, whatever it holds: names of strangers are longer than an id may be, and hold any sign.</summary>
    internal static string Id(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 20));

    private void Action(string index, string id, long version, string verb = "index") =>
        Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"{{verb}}":{"_index":"{{index}}","_id":"{{id}}","version":{{version}},"version_type":"external_gte" } }"""
            )
        );

    /// <summary>What is only searched and sorted by stands before the document, and the mapping keeps it out of what comes back.</summary>
    private void Source(IndexedFinding finding)
    {
        // folded words hold nothing but letters, digits and blanks
        Write("{\"cyberwatch.words\":[\"");
        Write(string.Join("\",\"", finding.Folded));
        Write("\"],\"cyberwatch.key\":\"");
        Write(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(finding.Document.Key));
        Write("\",");
        var text = finding.Document.Json.AsSpan().TrimStart()[1..];
        // a line break, which in JSON can only stand between things, would end the operation
        Line(text.IndexOfAny('\n', '\r') < 0 ? text : text.ToString().ReplaceLineEndings(" "));
    }

    private void Line(ReadOnlySpan<char> line)
    {
        Write(line);
        _octets.Write("\n"u8);
    }

    private void Write(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, _octets);
}
