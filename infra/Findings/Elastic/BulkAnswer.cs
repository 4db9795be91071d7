using System.Text.Json;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>What became of one operation of a request that was answered.</summary>
internal abstract record OperationOutcome
{
    private OperationOutcome() { }

    /// <summary>It is there, or a newer one is; of a deletion: it is not there.</summary>
    public sealed record Done : OperationOutcome;

    public sealed record Busy(string Reason) : OperationOutcome;

    public sealed record Refused(string Reason) : OperationOutcome;

    /// <summary>The alias leads nowhere: the month is not made yet, or was dropped.</summary>
    public sealed record NoIndex(string Reason) : OperationOutcome;

    /// <summary>The index as a whole takes nothing.</summary>
    public sealed record Blocked(int Status, string Type, string Reason) : OperationOutcome;
}

/// <summary>Reads the answer to <c>_bulk</c>: items in the order of the operations, each with a status and perhaps an error.</summary>
internal static class BulkAnswer
{
    /// <summary>What is asked for of each item, so that the answer stays small.</summary>
    public const string Filter = "filter_path=errors,items.*.status,items.*.error.type,items.*.error.reason";

    private static readonly OperationOutcome Done = new OperationOutcome.Done();

    /// <exception cref="JsonException">It is no answer to as many operations.</exception>
    public static IReadOnlyList<OperationOutcome> Read(ReadOnlySpan<byte> octets, int operations)
    {
        var reader = new Utf8JsonReader(octets);
        using var json = JsonDocument.ParseValue(ref reader);
        if (json.RootElement.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.False)
            return [.. Enumerable.Repeat(Done, operations)];
        if (!json.RootElement.TryGetProperty("items", out var items) || items.GetArrayLength() != operations)
            throw new JsonException($"an answer to {operations} operations was expected");
        return [.. items.EnumerateArray().Select(item => Of(item.EnumerateObject().First()))];
    }

    private static OperationOutcome Of(JsonProperty item)
    {
        var status = item.Value.GetProperty("status").GetInt32();
        var (type, reason) = item.Value.TryGetProperty("error", out var error)
            ? (ElasticAnswer.Text(error, "type"), ElasticAnswer.Text(error, "reason"))
            : ("", "");
        var said = type.Length > 0 ? $"{type}: {reason}" : $"status {status}";
        return (status, type) switch
        {
            (>= 200 and < 300, _) => Done,
            // a newer version is there
            (409, _) => Done,
            (404, _) when item.NameEquals("delete") => Done,
            (404, _) => new OperationOutcome.NoIndex(said),
            (_, "cluster_block_exception") or (401 or 403, _) => new OperationOutcome.Blocked(status, type, reason),
            (429 or >= 500, _) => new OperationOutcome.Busy(said),
            _ => new OperationOutcome.Refused(said),
        };
    }
}
