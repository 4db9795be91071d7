using System.Text;
using System.Text.Json;
using CyberWatch.Rules.Model;
using Elastic.Transport;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>
/// Sends one body until each of its operations has an outcome. What is too much at once is halved and sent again after a pause that
/// grows; what fails as a whole is for the outbox to send again, which keeps it until then.
/// </summary>
internal sealed class BulkSender(ElasticConnection connection, TimeProvider clock)
{
    // one after another; more than it takes to come down to one document that is too large by itself
    private const int MostRefusals = 16;

    // a chunked request that is cut off shows no status; below this size that was no refusal of its size
    private const int Small = 1_000_000;
    private const int LongestDoublings = 3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Outcomes in the order of the operations.</summary>
    /// <exception cref="FindingIndexUnavailableException">The server as a whole took nothing of some part.</exception>
    public Task<IReadOnlyList<OperationOutcome>> SendAsync(
        BulkBody body,
        bool requireAlias,
        CancellationToken cancellationToken
    ) =>
        SendAsync(
            body,
            $"/_bulk?require_alias={(requireAlias ? "true" : "false")}&{BulkAnswer.Filter}",
            new Crowd(),
            cancellationToken
        );

    private async Task<IReadOnlyList<OperationOutcome>> SendAsync(
        BulkBody body,
        string path,
        Crowd crowd,
        CancellationToken cancellationToken
    )
    {
        var answer = await connection.BulkAsync(path, body.Octets, cancellationToken);
        var call = answer.ApiCallDetails;
        if (call.HttpStatusCode is >= 200 and < 300)
        {
            crowd.Refusals = 0;
            return Read(answer, body);
        }
        var busy = call.HttpStatusCode == 429;
        if (!IsTooMuch(call, answer.Body, body) || (busy && ++crowd.Refusals >= MostRefusals))
            throw connection.Faults.Of(call, Text(answer.Body));
        if (body.Documents == 1)
            return [.. Enumerable.Repeat(Given(busy), body.OperationsEach)];

        if (busy)
            await PauseAsync(crowd.Refusals, cancellationToken);
        var (first, second) = body.Halves();
        return
        [
            .. await SendAsync(first, path, crowd, cancellationToken),
            .. await SendAsync(second, path, crowd, cancellationToken),
        ];
    }

    private static IReadOnlyList<OperationOutcome> Read(BytesResponse answer, BulkBody body)
    {
        try
        {
            return BulkAnswer.Read(answer.Body, body.Documents * body.OperationsEach);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FindingIndexUnavailableException(
                $"What answers at Findings:Elastic:Addresses is no Elasticsearch: {e.Message}. Correct the address.",
                e
            )
            {
                Trouble = IndexTrouble.OtherServer,
            };
        }
    }

    private static bool IsTooMuch(ApiCallDetails call, byte[]? answer, BulkBody body) =>
        call.HttpStatusCode switch
        {
            413 => true,
            429 => ElasticAnswer.ErrorOf(Text(answer)).Type != "cluster_block_exception",
            null => body.Octets.Length > Small && call.OriginalException is HttpRequestException { InnerException: IOException },
            _ => false,
        };

    private static OperationOutcome Given(bool busy) =>
        busy
            ? new OperationOutcome.Busy("429: the server has no room for one more document now")
            : new OperationOutcome.Refused("413: the document is larger than the server takes (http.max_content_length)");

    /// <summary>Half of it by chance: workers that were refused together come back apart.</summary>
    private Task PauseAsync(int refusals, CancellationToken cancellationToken)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(refusals - 1, LongestDoublings));
        return Task.Delay(pause * (0.5 + (Random.Shared.NextDouble() / 2)), clock, cancellationToken);
    }

    private static string? Text(byte[]? body) => body is null ? null : Encoding.UTF8.GetString(body);

    /// <summary>How often one after another the server had no room.</summary>
    private sealed class Crowd
    {
        public int Refusals { get; set; }
    }
}
