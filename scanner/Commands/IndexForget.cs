using System.CommandLine;
using CyberWatch.Infra;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Commands;

/// <summary><c>index forget FINESS</c>: nothing brings back what it deletes, so it asks first.</summary>
internal static class IndexForget
{
    public static Command Create(CommandFrame frame)
    {
        var finess = new Argument<string>("FINESS") { Description = "The establishment." };
        var yes = new Option<bool>("--yes") { Description = "Do not ask; needed where nobody sits at a terminal." };
        var forget = new Command("forget", "Deletes all findings of one establishment, history and outbox too.") { finess, yes };
        frame.Handle(
            forget,
            (context, cancellationToken) =>
                RunAsync(
                    context,
                    FinessFilter.Spelled(context.Parse.GetRequiredValue(finess)),
                    context.Parse.GetValue(yes),
                    cancellationToken
                )
        );
        return forget;
    }

    private static async Task<int> RunAsync(
        CommandContext context,
        string finess,
        bool isSure,
        CancellationToken cancellationToken
    )
    {
        var services = await context.OpenAsync((all, configuration) => all.AddFindings(configuration), cancellationToken);
        services.GetRequiredService<FindingsPresence>().Demand();
        var registries = services.GetRequiredService<IDbContextFactory<RegistryContext>>();
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        var name = await registry
            .Establishments.Where(row => row.Finess == finess)
            .Select(row => row.Name)
            .FirstOrDefaultAsync(cancellationToken);
        if (name is null)
        {
            context.Output.Note(FinessFilter.Unknown(finess));
            return ExitStatus.BadInput;
        }

        var which = $"all findings of {finess} {PrintableText.Of(name)}, history too";
        if (!isSure && context.Output.Ask($"Delete {which}? Nothing brings them back.") is not true)
        {
            context.Output.Note($"Nothing was deleted. To delete {which}, without a question: add --yes.");
            return ExitStatus.BadInput;
        }

        var gone = await services.GetRequiredService<OutboxIndexer>().ForgetAsync(finess, cancellationToken);
        var trail = services.GetRequiredService<AuditTrail>();
        await trail.AddAsync(
            AuditActors.CommandLine,
            "index-forgotten",
            finess,
            AuditWords.Format(("findings", gone)),
            cancellationToken
        );
        context.Output.Note($"{Counted.Of(gone, "finding")} of {finess} {Plural.English(gone, "is", "are")} forgotten.");
        return ExitStatus.Done;
    }
}
