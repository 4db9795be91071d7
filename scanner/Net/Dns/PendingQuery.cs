namespace CyberWatch.Scanner.Net.Dns;

/// <summary>A question that waits for its datagram.</summary>
internal sealed class PendingQuery(DnsQuery query, DateTimeOffset retryAt) : TaskCompletionSource<DatagramOutcome>
{
    public DnsQuery Query => query;

    /// <summary>When it is sent again, or given up.</summary>
    public DateTimeOffset RetryAt { get; set; } = retryAt;

    public int Sent { get; set; } = 1;
}

/// <summary>What came of a question over UDP.</summary>
internal abstract record DatagramOutcome
{
    private DatagramOutcome() { }

    public sealed record Whole(DnsMessage Message) : DatagramOutcome;

    /// <summary>The right id and question, but cut or lying: never used as if it were whole.</summary>
    public sealed record Malformed : DatagramOutcome;

    public sealed record Silent(Rules.Model.Silence Why, string Detail) : DatagramOutcome;
}
