using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Findings;

/// <summary>The one place that knows the shape of a finding in the index: names of the Elastic Common Schema, ours below <c>cyberwatch</c>.</summary>
public sealed record FindingDocument(Establishment Of, Guid ScanId, Finding Finding, IReadOnlyList<Judgement> Judgements)
{
    /// <summary>The same for every writing of establishment, asset and probe.</summary>
    public string Key => KeyOf(Of.Finess, Finding);

    public static string KeyOf(string finess, Finding finding) =>
        new FindingKey(finess, finding.Asset.Key, finding.Probe).ToString();

    private IReadOnlyDictionary<string, object?> Facts =>
        Finding.Answer is ProbeAnswer.Facts facts ? facts.Values : new Dictionary<string, object?>();

    public string ToJson()
    {
        var document = new JsonObject
        {
            ["@timestamp"] = Finding.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["ecs"] = new JsonObject { ["version"] = "8.17" },
            ["rule"] = new JsonObject { ["id"] = Strings(Matching.Select(judgement => judgement.Rule.Id)) },
        };
        AddPlace(document);
        AddFields(document);
        document["cyberwatch"] = Ours();
        return document.ToJsonString(DocumentJson.Options);
    }

    private IEnumerable<Judgement> Matching => Judgements.Where(judgement => judgement.Verdict == Verdict.Match);

    private void AddPlace(JsonObject document)
    {
        var (name, address, port, transport) = PlaceOf(Finding.Asset);
        if (name is not null)
            document["host"] = new JsonObject { ["name"] = name };
        if (address is null)
            return;

        var destination = new JsonObject { ["ip"] = address.ToString() };
        if (port is { } number)
            destination["port"] = number;
        document["destination"] = destination;
        document["network"] = new JsonObject { ["transport"] = transport == Transport.Udp ? "udp" : "tcp" };
    }

    private static (string? Name, IPAddress? Address, int? Port, Transport Transport) PlaceOf(Asset asset) =>
        asset switch
        {
            Asset.Zone zone => (zone.Name, null, null, Transport.Udp),
            Asset.HostName host => (host.Name, null, null, Transport.Udp),
            Asset.Host host => (null, host.Address, null, Transport.Tcp),
            Asset.Service service => (service.Name, service.Address, service.Port, service.Transport),
            Asset.Site site => (site.Name, site.Address, site.Port, Transport.Tcp),
            _ => throw new InvalidOperationException($"no such asset: {asset}"),
        };

    private void AddFields(JsonObject document)
    {
        foreach (var (path, fact) in EcsFields.Of(Finding.Probe))
        {
            if (Facts.GetValueOrDefault(fact) is { } value)
                EcsFields.Put(document, path, DocumentJson.Node(value)!);
        }
    }

    private JsonObject Ours()
    {
        var ours = new JsonObject
        {
            ["scan_id"] = ScanId.ToString(),
            ["establishment"] = EstablishmentNode(),
            ["asset"] = Finding.Asset.Key,
            ["probe"] = Finding.Probe,
            ["outcome"] = OutcomeWord.Of(Finding.Answer),
            ["severity"] = Matching.Any() ? (int)Matching.Max(judgement => judgement.Rule.Severity) : -1,
            ["verdicts"] = new JsonArray([.. Judgements.Select(Node)]),
            ["replay"] = Strings(Finding.Replay),
            ["facts"] = new JsonObject(Facts.Select(fact => KeyValuePair.Create(fact.Key, DocumentJson.Node(fact.Value)))),
        };
        if (Finding.RequestId is { } request)
            ours["request_id"] = request;
        if (Finding.Answer is ProbeAnswer.NoAnswer silence)
            ours["detail"] = silence.Detail;
        return ours;
    }

    private JsonObject EstablishmentNode() =>
        new()
        {
            ["finess"] = Of.Finess,
            ["name"] = Of.Name,
            ["category"] = Of.CategoryLabel ?? Of.Category,
            ["department"] = Of.Department,
            ["region"] = Of.RegionCode,
            ["group"] = Of.GroupId,
        };

    private static JsonObject Node(Judgement judgement) =>
        new() { ["rule"] = judgement.Rule.Id, ["verdict"] = Words.Of(judgement.Verdict) };

    private static JsonArray Strings(IEnumerable<string> all) => new([.. all.Select(one => (JsonNode?)one)]);

    private static class Words
    {
        public static string Of(Verdict verdict) =>
            verdict switch
            {
                Verdict.Match => "match",
                Verdict.Clean => "clean",
                _ => "inconclusive",
            };
    }
}
