using CyberWatch.Infra;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Scanner.Scanning;

namespace CyberWatch.Scanner.Jobs;

/// <summary>Sends letters that are due, and says at start-up how.</summary>
internal sealed partial class LetterWork(
    LetterSender sender,
    MailStatement statement,
    WorkerName name,
    TimeProvider clock,
    ILogger<LetterWork> logger
) : PeriodicWork(clock, logger)
{
    private bool _hasGreeted;

    protected override TimeSpan Period => TimeSpan.FromSeconds(2);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var sentence in statement.Sentences)
            LogStatement(sentence);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        if (!_hasGreeted)
        {
            _hasGreeted = true;
            await sender.GreetAsync(cancellationToken);
        }

        await sender.DrainAsync(name.Value, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Sentence}")]
    private partial void LogStatement(string sentence);
}
