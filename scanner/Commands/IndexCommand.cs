using System.CommandLine;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Elastic;
using CyberWatch.Infra.Registry;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>index</c>: what keeps the findings, made ready, looked at, and told to forget.</summary>
internal static class IndexCommand
{
    public static Command Create(CommandFrame frame)
    {
        var setup = new Command("setup", "Makes or brings up to date templates and indices on the Elasticsearch server.");
        frame.Handle(setup, SetupAsync);
        var status = new Command("status", "Says whether the index takes documents, and what to do when not.");
        frame.Handle(status, StatusAsync);
        var rebuild = new Command("rebuild", "Makes the latest findings anew from history, else from the outbox.");
        frame.Handle(rebuild, RebuildAsync);
        return new Command("index", "What keeps the findings.") { setup, status, rebuild, IndexForget.Create(frame) };
    }

    private static async Task<int> RebuildAsync(CommandContext context, CancellationToken cancellationToken)
    {
        // a file that was lost is begun anew by it, so that nothing need be there
        var services = await OpenAsync(context, cancellationToken);
        var rebuild = services.GetRequiredService<IndexRebuild>();
        var made = await rebuild.RunAsync(new CountNotes(context.Output, "documents read"), cancellationToken);
        var trail = services.GetRequiredService<AuditTrail>();
        await trail.AddAsync(
            AuditActors.CommandLine,
            "index-rebuilt",
            "latest",
            AuditWords.Format(("findings", made.Documents)),
            cancellationToken
        );
        context.Output.Result(
            $"{Counted.Of(made.Documents, "latest finding")}, made of {made.Read} of {(made.FromHistory ? "history" : "the outbox")}."
        );
        context.Output.Result(
            made is { IsWhole: true, MissingBefore: not null } ? "Nothing is missing: no scan ended before the oldest of them."
            : made.MissingBefore is { } oldest
                ? $"Nothing older than {oldest.UtcDateTime:yyyy-MM-dd HH:mm} UTC was there: what was last asked before is missing until its next scan."
            : "Neither history nor outbox held anything: everything is missing until its next scan."
        );
        return ExitStatus.Done;
    }

    private static async Task<int> SetupAsync(CommandContext context, CancellationToken cancellationToken)
    {
        // on a first day it comes before everything else
        var services = await context.BeginAsync((all, configuration) => all.AddFindings(configuration), cancellationToken);
        if (services.GetRequiredService<IOptions<FindingIndexOptions>>().Value.Provider == FindingIndexProvider.Sqlite)
        {
            context.Output.Note(
                "Findings:Provider is Sqlite, which needs no setup but its file. Set it to Elastic for a server."
            );
            // which is begun by being asked
            return await SayAsync(context, services, cancellationToken);
        }

        foreach (var sentence in await services.GetRequiredService<ElasticSetup>().RunAsync(cancellationToken))
        {
            context.Output.Result(sentence);
        }

        return ExitStatus.Done;
    }

    private static async Task<int> StatusAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var services = await OpenAsync(context, cancellationToken);
        services.GetRequiredService<FindingsPresence>().Demand();
        return await SayAsync(context, services, cancellationToken);
    }

    private static async Task<int> SayAsync(
        CommandContext context,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var fault = await services.GetRequiredService<IFindingIndex>().FaultAsync(cancellationToken);
        context.Output.Result(fault?.Said ?? "The finding index takes documents.");
        return fault is null ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static Task<IServiceProvider> OpenAsync(CommandContext context, CancellationToken cancellationToken) =>
        context.OpenAsync((all, configuration) => all.AddFindings(configuration), cancellationToken);
}
