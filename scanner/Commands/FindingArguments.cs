using System.CommandLine;
using CyberWatch.Infra;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Language;
using CyberWatch.Infra.Registry;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Commands;

/// <summary>Which findings are meant: the words, <c>--finess</c> and <c>--probe</c> of every verb that reads the index.</summary>
internal sealed class FindingArguments
{
    // of a long query, so much on each side of what is wrong
    private const int Shown = 60;
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private readonly Argument<string[]> _words = new("QUERY")
    {
        Description =
            "Words and conditions that must all hold: nginx, 'field:value', 'beginning*', '[1 TO 9]', networks, AND, OR, NOT. Days are those of Paris.",
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

    /// <summary>Null when the query cannot be understood or the register has no such establishment, which is then said.</summary>
    public async Task<FindingQuery?> ReadAsync(
        CommandContext context,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var text = string.Join(' ', context.Parse.GetValue(_words) ?? []);
        if (Understood(context, text) is not { } where)
            return null;

        var registries = services.GetRequiredService<IDbContextFactory<RegistryContext>>();
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        if (await FinessFilter.ReadAsync(context, _finess, registry, cancellationToken) is not (true, var finess))
            return null;

        return new()
        {
            Where = where
                .With(QueryNode.Equal(QueryFields.Finess, finess))
                .With(QueryNode.Equal(QueryFields.Probe, context.Parse.GetValue(_probe))),
        };
    }

    /// <summary>Null with the query, a mark below the character, and the remedy.</summary>
    private static QueryNode? Understood(CommandContext context, string text)
    {
        switch (new QueryLanguage(Paris).Read(text))
        {
            case QueryReading.Understood { Query: var query }:
                return query;
            case QueryReading.Refused { Fault: var fault }:
                var begin = Math.Max(0, fault.At - Shown);
                var before = PrintableText.Of(text[begin..fault.At]);
                context.Output.Note(before + PrintableText.Of(text[fault.At..Math.Min(text.Length, fault.At + Shown)]));
                context.Output.Note(new string(' ', before.EnumerateRunes().Count()) + '^');
                context.Output.Note($"Character {fault.At + 1}: {fault.Message.En}");
                return null;
            case var other:
                throw new InvalidOperationException($"no such reading: {other}");
        }
    }
}
