using CyberWatch.Scanner.Probes;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Discovery;

/// <summary>
/// Finds the names of a perimeter and where they point, and tells the guard. Asks our own resolver; strangers (the zones' name servers) only for
/// a transfer of their own zone. A name outside the perimeter is asked of nobody but our resolver, and only where a record of the perimeter
/// names it as mail exchanger, name server or alias.
/// </summary>
internal sealed partial class NameDiscovery(IOptions<NameDiscoveryOptions> options, ILogger<NameDiscovery> logger)
{
    /// <summary>Everything that the name system can do is in the map; throws only for cancellation and our own bugs.</summary>
    public async Task<NameMap> DiscoverAsync(
        NameRequest request,
        ProbeContext context,
        IProgress<NameProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var found = new NameBook(request, context.Guard, progress, options.Value.Most);
        var search = new NameSearch(found, context, options.Value);
        var records = new DomainRecords(found, search, context, options.Value);
        foreach (var domain in request.Domains)
            await records.ReadAsync(domain, request.Wide, cancellationToken);

        await search.ResolveAsync(cancellationToken);
        if (request.Wide)
        {
            foreach (var domain in request.Domains)
                await new WordSearch(found, search, context.Resolver).GuessAsync(domain, cancellationToken);

            await search.ResolveAsync(cancellationToken);
        }

        var map = found.ToMap();
        LogFound(context.ScanId, map.Names.Count, map.Wildcards.Count, map.Unanswered.Count);
        return map;
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Scan {ScanId}: {Names} names found, {Wildcards} wildcards, {Unanswered} questions without an answer"
    )]
    private partial void LogFound(Guid scanId, int names, int wildcards, int unanswered);
}
