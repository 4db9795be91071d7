using System.CommandLine;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Commands;

/// <summary>Which findings are meant: the words, <c>--finess</c> and <c>--probe</c> of every verb that reads the index.</summary>
internal sealed class FindingArguments
{
    private readonly Argument<string[]> _words = new("QUERY")
    {
        Description = "Words that must all occur.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string> _finess = FinessFilter.Create();
    private readonly Option<string> _probe = new Option<string>("--probe")
    {
        Description = "One probe only.",
    }.AcceptOnlyFromAmong([.. FactCatalogue.Probes.Order(StringComparer.Ordinal)]);

    public void AddTo(Command command)
    {
        command.Add(_words);
        command.Add(_finess);
        command.Add(_probe);
    }

    /// <summary>Null when the register has no such establishment, which is then said.</summary>
    public async Task<FindingQuery?> ReadAsync(
        CommandContext context,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var registries = services.GetRequiredService<IDbContextFactory<RegistryContext>>();
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        if (await FinessFilter.ReadAsync(context, _finess, registry, cancellationToken) is not (true, var finess))
            return null;

        return new(string.Join(' ', context.Parse.GetValue(_words) ?? []), finess, context.Parse.GetValue(_probe));
    }
}
