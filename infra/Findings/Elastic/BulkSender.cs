using System.Text;
using System.Text.Json;
using Elastic.Transport;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>
/// Sends one body until each of its operations has an outcome. What is too much at once is halved and sent again after a pause that
/// grows; what fails as a whole is for the outbox to send again, which keeps it until then.
/// </summary>
internal sealed class BulkSender(ElasticConnection connection, TimeProvider clock)
{
    private const int MostTries = 6;

    // a chunked request that is cut off shows no status; below this size that was no refusal of its size
    private const int Small = 1_000_000;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Outcomes in the order of the operations.</summary>
    /// <exception cref="FindingIndexUnavailableException">The server as a whole took nothing of some part.</exception>
    public Task<IReadOnlyList<OperationOutcome>> SendAsync(
        BulkBody body,
        bool requireAlias,
        CancellationToken cancellationToken
    ) => SendAsync(body, $"/_bulk?require_alias={(requireAlias ? "true" : "false")}&{BulkAnswer.Filter}", 1, cancellationToken);

    private async Task<IReadOnlyList<OperationOutcome>> SendAsync(
        BulkBody body,
        string path,
        int attempt,
        CancellationToken cancellationToken
    )
    {
        var answer = await connection.BulkAsync(path, body.Octets, cancellationToken);
        var call = answer.ApiCallDetails;
        if (call.HttpStatusCode is >= 200 and < 300)
            return Read(answer, body);
        if (!IsTooMuch(call, answer.Body, body))
            throw connection.Faults.Of(call, Text(answer.Body));
        if (body.Documents == 1 && (call.HttpStatusCode != 429 || attempt >= MostTries))
            return [.. Enumerable.Repeat(Given(call), body.OperationsEach)];

        await PauseAsync(attempt, cancellationToken);
        if (body.Documents == 1)
            return await SendAsync(body, path, attempt + 1, cancellationToken);
        var (first, second) = body.Halves();
        return
        [
            .. await SendAsync(first, path, attempt + 1, cancellationToken),
            .. await SendAsync(second, path, attempt + 1, cancellationToken),
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
            );
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

    private static OperationOutcome Given(ApiCallDetails call) =>
        call.HttpStatusCode == 429
            ? new OperationOutcome.Busy("429: the server has no room for one more document now")
            : new OperationOutcome.Refused("413: the document is larger than the server takes (http.max_content_length)");

    /// <summary>Half of it by chance: workers that were refused together come back apart.</summary>
    private Task PauseAsync(int attempt, CancellationToken cancellationToken)
    {
        var longest = FirstPause * Math.Pow(2, Math.Min(attempt - 1, MostTries));
        return Task.Delay(longest * (0.5 + (Random.Shared.NextDouble() / 2)), clock, cancellationToken);
    }

    private static string? Text(byte[]? body) => body is null ? null : Encoding.UTF8.GetString(body);
}
