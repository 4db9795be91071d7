using System.Text;
using System.Text.Json;
using CyberWatch.Dashboard.Access;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Language;
using Microsoft.AspNetCore.Http.Features;

namespace CyberWatch.Dashboard.Api;

/// <summary>
/// Findings for other tools: one as JSON, or everything that a query describes, written as it is read. An index that does not answer is told
/// before the first octet; one that is lost on the way breaks the download off, so that no half file looks whole.
/// </summary>
internal static class FindingDownloads
{
    private const int RowsAtOnce = 200;

    public static async Task<IResult> DocumentAsync(
        string? cle,
        CurrentReader current,
        FindingSearch search,
        CancellationToken cancellationToken
    )
    {
        if (current.Value is not { } reader || FindingKey.Parse(cle) is not { } key)
            return Results.NotFound();
        return await search.OneAsync(reader.Scope, key, cancellationToken) switch
        {
            IndexAnswer<JsonElement?>.Given { Value: { } document } => Results.Text(
                JsonSerializer.Serialize(document, DocumentJson.Options),
                "application/json",
                Encoding.UTF8
            ),
            IndexAnswer<JsonElement?>.Fault => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
            _ => Results.NotFound(),
        };
    }

    public static Task<IResult> LinesAsync(string? q, HttpContext context, CurrentReader current, FindingSearch search) =>
        BeginAsync(q, context, current, search, "application/x-ndjson", "ndjson", WriteLinesAsync);

    public static Task<IResult> CsvAsync(string? q, HttpContext context, CurrentReader current, FindingSearch search) =>
        BeginAsync(q, context, current, search, "text/csv; charset=utf-8", "csv", WriteCsvAsync);

    private static async Task<IResult> BeginAsync(
        string? q,
        HttpContext context,
        CurrentReader current,
        FindingSearch search,
        string type,
        string ending,
        Func<FindingsFound, Stream, CancellationToken, Task> write
    )
    {
        if (current.Value is not { } reader)
            return Results.NotFound();
        var stop = context.RequestAborted;
        var language = new QueryLanguage(await search.ZoneAsync(reader.Scope, stop));
        if (language.Read(q) is not QueryReading.Understood { Query: var query })
            return Results.BadRequest();
        return
            await search.BeginAsync(reader.Scope, new FindingQuery { Where = query }, stop)
                is IndexAnswer<FindingsFound>.Given { Value: var found }
            ? Results.Stream(body => WriteAsync(found, body, context, write), type, $"releves.{ending}")
            : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task WriteAsync(
        FindingsFound found,
        Stream body,
        HttpContext context,
        Func<FindingsFound, Stream, CancellationToken, Task> write
    )
    {
        await using (found)
        {
            try
            {
                await write(found, body, context.RequestAborted);
            }
            catch (FindingIndexUnavailableException)
            {
                context.Features.Get<IHttpRequestLifetimeFeature>()?.Abort();
            }
        }
    }

    private static async Task WriteLinesAsync(FindingsFound found, Stream body, CancellationToken cancellationToken)
    {
        await foreach (var document in found.ReadAsync())
        {
            await JsonSerializer.SerializeAsync(body, document, DocumentJson.Options, cancellationToken);
            await body.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }
    }

    /// <summary>With a mark at its beginning, so that spreadsheets read it as UTF-8.</summary>
    private static async Task WriteCsvAsync(FindingsFound found, Stream body, CancellationToken cancellationToken)
    {
        await body.WriteAsync(Encoding.UTF8.Preamble.ToArray(), cancellationToken);
        var rows = new List<JsonElement>();
        var first = true;
        await foreach (var document in found.ReadAsync())
        {
            rows.Add(document);
            if (rows.Count < RowsAtOnce)
                continue;
            await body.WriteAsync(Encoding.UTF8.GetBytes(FindingCsv.Write(rows, first)), cancellationToken);
            rows.Clear();
            first = false;
        }

        await body.WriteAsync(Encoding.UTF8.GetBytes(FindingCsv.Write(rows, first)), cancellationToken);
    }
}
