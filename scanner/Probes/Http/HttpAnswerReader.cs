namespace CyberWatch.Scanner.Probes.Http;

/// <summary>Reads so much of an answer as is wanted; what breaks off in the middle is kept and marked.</summary>
internal static class HttpAnswerReader
{
    /// <param name="uri">What was asked for.</param>
    /// <param name="response">Its headers are here, its body not yet.</param>
    /// <param name="most">How much of the body is wanted, in octets.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public static async Task<HttpAnswer> ReadAsync(
        Uri uri,
        HttpResponseMessage response,
        int most,
        CancellationToken cancellationToken
    )
    {
        var headers = response
            .Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value)))
            .ToArray();
        var buffer = new byte[most];
        var count = 0;
        var broken = false;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            count = await ReadAsync(body, buffer, read => count = read, cancellationToken);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            broken = true;
        }

        return new HttpAnswer.Response(uri, (int)response.StatusCode, headers, buffer[..count]) { BodyBroken = broken };
    }

    private static async Task<int> ReadAsync(
        Stream body,
        byte[] buffer,
        Action<int> progress,
        CancellationToken cancellationToken
    )
    {
        var count = 0;
        int read;
        while (count < buffer.Length && (read = await body.ReadAsync(buffer.AsMemory(count), cancellationToken)) > 0)
            progress(count += read);

        return count;
    }
}
