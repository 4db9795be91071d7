using System.Text;
using System.Text.Json;
using CyberWatch.Dashboard.Access;
using CyberWatch.Dashboard.Views;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Language;

namespace CyberWatch.Dashboard.Api;

/// <summary>
/// Findings for other tools: one as JSON, or everything that a query describes, written as it is read. An index that does not answer is told
/// before the first octet; one that is lost on the way leaves a last line that says so, and a transfer without its end: no half file looks whole.
/// </summary>
internal static class FindingDownloads
{
    private const int RowsAtOnce = 200;

    public static async Task<IResult> DocumentAsync(
        string? cle,
        CurrentReader current,
        FindingSearch search,
        Texts texts,
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
            IndexAnswer<JsonElement?>.Fault { Why: var why } => new DownloadRefusals(texts).IndexSilent(why, FindingLinks.Page),
            _ => Results.NotFound(),
        };
    }

    public static Task<IResult> LinesAsync(string? q, HttpContext context, CurrentReader current, FindingSearch search) =>
        BeginAsync(q, context, current, search, DownloadForm.Lines);

    public static Task<IResult> CsvAsync(string? q, HttpContext context, CurrentReader current, FindingSearch search) =>
        BeginAsync(q, context, current, search, DownloadForm.Csv);

    private static async Task<IResult> BeginAsync(
        string? q,
        HttpContext context,
        CurrentReader current,
        FindingSearch search,
        DownloadForm form
    )
    {
        if (current.Value is not { } reader)
            return Results.NotFound();
        var stop = context.RequestAborted;
        var language = new QueryLanguage(await search.ZoneAsync(reader.Scope, stop));
        var refusals = new DownloadRefusals(context.RequestServices.GetRequiredService<Texts>());
        var reading = language.Read(q);
        if (reading is not QueryReading.Understood { Query: var query })
            return refusals.NotUnderstood(q ?? "", ((QueryReading.Refused)reading).Fault);
        return await search.BeginAsync(reader.Scope, new FindingQuery { Where = query }, stop) switch
        {
            IndexAnswer<FindingsFound>.Given { Value: var found } => Results.Stream(
                body => WriteAsync(found, body, context, form),
                form.Type,
                $"releves.{form.Ending}"
            ),
            IndexAnswer<FindingsFound>.Fault { Why: var why } => refusals.IndexSilent(why, FindingLinks.Of(q ?? "")),
            _ => Results.NotFound(),
        };
    }

    private static async Task WriteAsync(FindingsFound found, Stream body, HttpContext context, DownloadForm form)
    {
        var (stop, written) = (context.RequestAborted, 0);
        await using var all = found;
        await body.WriteAsync(form.Begin(), stop);
        try
        {
            await foreach (var some in found.ReadAsync().Chunk(RowsAtOnce).WithCancellation(stop))
            {
                await body.WriteAsync(form.Rows(some), stop);
                written += some.Length;
            }
        }
        catch (FindingIndexUnavailableException lost)
        {
            var texts = context.RequestServices.GetRequiredService<Texts>();
            await body.WriteAsync(form.Last(texts.Count("findings.export-lost", written)), stop);
            BrokenTransfers.Mark(context, $"An export broke off after {written} findings: {lost.Message}");
        }
    }
}
