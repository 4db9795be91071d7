using System.CommandLine;
using System.CommandLine.Parsing;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Scanning;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>scan FINESS</c>: takes the row of today, or a new one on request, and runs it here and now.</summary>
internal static class ScanCommand
{
    public static Command Create(CommandFrame frame)
    {
        var finess = new Argument<string>("FINESS") { Description = "Number of the establishment." };
        var kind = new Option<ScanKind?>("--kind")
        {
            Description = "light (known assets; without --kind) or full (discovery and ports too).",
            HelpName = "light|full",
            CustomParser = ReadKind,
        };
        var resolver = new Option<string>("--resolver")
        {
            Description = "Our resolver for this scan, in place of Scanner:Resolvers.",
            HelpName = "IP[:PORT]",
        };
        var command = new Command("scan", "Scans one establishment now.") { finess, kind, resolver, CommandFrame.Json() };
        frame.Handle(
            command,
            (context, cancellationToken) =>
            {
                if (context.Parse.GetValue(resolver) is { } address)
                    UseResolver(context, address);
                var written = FinessFilter.Spelled(context.Parse.GetRequiredValue(finess));
                return RunAsync(context, written, context.Parse.GetValue(kind) ?? ScanKind.Light, cancellationToken);
            }
        );
        return command;
    }

    private static ScanKind? ReadKind(ArgumentResult written)
    {
        switch (written.Tokens[0].Value.ToLowerInvariant())
        {
            case "light":
                return ScanKind.Light;
            case "full":
                return ScanKind.Full;
            default:
                written.AddError("--kind is light or full; rechecks are planned by themselves.");
                return default;
        }
    }

    private static void UseResolver(CommandContext context, string address)
    {
        foreach (var known in context.Configuration.GetSection("Scanner:Resolvers").GetChildren())
            known.Value = null;
        context.Configuration["Scanner:Resolvers:0"] = address;
    }

    private static async Task<int> RunAsync(
        CommandContext context,
        string finess,
        ScanKind kind,
        CancellationToken cancellationToken
    )
    {
        if (await EstablishmentAsync(context, finess, cancellationToken) is not { } establishment)
        {
            context.Output.Note(FinessFilter.Unknown(finess));
            return ExitStatus.BadInput;
        }

        var services = await context.OpenAsync((all, configuration) => all.AddScanning(configuration), cancellationToken);
        var order = await OrderAsync(services, establishment, kind, cancellationToken);
        var planned = await services.GetRequiredService<DueScans>().PlanAsync(order, cancellationToken);
        var trail = services.GetRequiredService<AuditTrail>();
        await trail.AddAsync(
            AuditActors.CommandLine,
            "scan-requested",
            finess,
            AuditWords.Format(("kind", kind.Kebab())),
            cancellationToken
        );
        var ended = await new ScanNow(services, context.Output).RunAsync(planned, cancellationToken);
        await services.GetRequiredService<OutboxIndexer>().DrainAsync(cancellationToken);
        ScansCommand.Write(context.Output, [ended]);
        return ended.State == ScanState.Done ? ExitStatus.Done : ExitStatus.Failed;
    }

    /// <summary>Asked by itself: a number that is mistyped needs no resolver to be told.</summary>
    private static async Task<Establishment?> EstablishmentAsync(
        CommandContext context,
        string finess,
        CancellationToken cancellationToken
    )
    {
        var services = await context.OpenAsync((_, _) => { }, cancellationToken);
        var registries = services.GetRequiredService<IDbContextFactory<RegistryContext>>();
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        return await registry.Establishments.AsNoTracking().FirstOrDefaultAsync(row => row.Finess == finess, cancellationToken);
    }

    /// <summary>The row of the day where it still is to be run; once it is settled, one on request.</summary>
    private static async Task<ScanOrder> OrderAsync(
        IServiceProvider services,
        Establishment establishment,
        ScanKind kind,
        CancellationToken cancellationToken
    )
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var day = LocalDay.Of(now, establishment.TimeZone);
        var ofDay = ScanOrder.OfDay(establishment.Finess, kind, day, now);
        var planned = await services.GetRequiredService<DueScans>().PlanAsync(ofDay, cancellationToken);
        return planned.State is ScanState.Due or ScanState.Running
            ? ofDay
            : ScanOrder.OnRequest(establishment.Finess, kind, Guid.CreateVersion7(now).ToString(), now);
    }
}
