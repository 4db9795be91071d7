using System.CommandLine;
using System.Data.Common;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Options;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.Scanner.Commands;

/// <summary>What all verbs share: where options come from, where output goes, and how a fault becomes a sentence and an exit status.</summary>
internal sealed class CommandFrame(
    SettingArguments settings,
    TextWriter output,
    TextWriter error,
    Action<IServiceCollection>? substitutes
)
{
    /// <summary>For every verb that lists; <see cref="CommandOutput"/> knows whether it was given.</summary>
    public static Option<bool> Json() =>
        new(JsonName) { Description = "One JSON object per line on standard output, everything else on standard error." };

    private const string JsonName = "--json";

    /// <summary>Gives a verb its action.</summary>
    public void Handle(Command command, Func<CommandContext, CancellationToken, Task<int>> action) =>
        command.SetAction((parse, cancellationToken) => RunAsync(parse, action, cancellationToken));

    private async Task<int> RunAsync(
        ParseResult parse,
        Func<CommandContext, CancellationToken, Task<int>> action,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var unknown = SettingSources.Unknown(settings);
            if (unknown.Count > 0)
            {
                return await SayAsync(string.Join(Environment.NewLine, unknown), ExitStatus.BadInput);
            }

            var configuration = new ConfigurationBuilder().AddCyberWatch(settings).Build();
            SettingValues.Demand(configuration, typeof(SettingValues).Assembly, typeof(CommandFrame).Assembly);
            var json = parse.GetResult(JsonName) is not null && parse.GetValue<bool>(JsonName);
            var context = new CommandContext(parse, configuration, new CommandOutput(output, error, json), settings, substitutes);
            await using (context)
            {
                return await action(context, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return await SayAsync("Interrupted.", ExitStatus.Failed);
        }
        catch (Exception fault) when (SettingFaults.SentenceOf(fault) is { } sentence)
        {
            return await SayAsync(sentence, ExitStatus.BadInput);
        }
        catch (Exception fault)
            when (fault
                    is IOException
                        or UnauthorizedAccessException
                        or DbException
                        or DbUpdateException
                        or FindingIndexUnavailableException
            )
        {
            return await SayAsync((fault as DbUpdateException)?.InnerException?.Message ?? fault.Message, ExitStatus.Failed);
        }
    }

    private async Task<int> SayAsync(string sentence, int status)
    {
        await error.WriteLineAsync(sentence);
        return status;
    }
}
