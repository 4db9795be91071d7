using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>
/// Our resolver as one scan asks it. After some silences in a row it is asked for the root's name servers, which any resolver has at hand;
/// when that meets silence too it counts as gone, and all is answered by a silence at once, but for one question every quarter of a minute,
/// by which its return is seen. So a pulled cable costs seconds and not a time-out for each name.
/// </summary>
internal sealed partial class PatientResolver(IResolver resolver, TimeProvider clock, ILogger logger) : IResolver
{
    private const int MostInARow = 3;
    private static readonly TimeSpan BetweenTrials = TimeSpan.FromSeconds(15);

    private readonly Lock _one = new();
    private int _inARow;
    private DateTimeOffset? _nextTrial;
    private Task? _look;
    private Remark.ResolverSilent? _gone;

    /// <summary>Says so when it was gone, for good or for a while.</summary>
    public IReadOnlyList<Remark> NotLooked => _gone is { } gone ? [gone] : [];

    public Task<DnsAnswer> AskAsync(string name, RecordType type, CancellationToken cancellationToken) =>
        AskAsync(() => resolver.AskAsync(name, type, cancellationToken), cancellationToken);

    public Task<DnsAnswer> AskAsync(DnsQuestion question, CancellationToken cancellationToken) =>
        AskAsync(() => resolver.AskAsync(question, cancellationToken), cancellationToken);

    private async Task<DnsAnswer> AskAsync(Func<Task<DnsAnswer>> ask, CancellationToken cancellationToken)
    {
        if (WhyNotNow() is { } silent)
            return silent;

        var answer = await ask();
        if (Count(answer))
            await LookAsync(cancellationToken);

        return answer;
    }

    private DnsAnswer.Silent? WhyNotNow()
    {
        lock (_one)
        {
            if (_nextTrial is not { } trial)
                return null;

            if (trial > clock.GetUtcNow())
                return new DnsAnswer.Silent(Silence.TimedOut, $"{_gone}");

            _nextTrial = clock.GetUtcNow() + BetweenTrials;
            return null;
        }
    }

    /// <summary>True when it is time to ask what it must know.</summary>
    private bool Count(DnsAnswer answer)
    {
        lock (_one)
        {
            if (answer is DnsAnswer.Reply)
            {
                _inARow = 0;
                _nextTrial = null;
            }
            else
            {
                _inARow++;
            }

            return _inARow >= MostInARow && _nextTrial is null;
        }
    }

    private Task LookAsync(CancellationToken cancellationToken)
    {
        lock (_one)
            return _look is { IsCompleted: false } ? _look : _look = AskForRootAsync(cancellationToken);
    }

    private async Task AskForRootAsync(CancellationToken cancellationToken)
    {
        var answer = await resolver.AskAsync("", RecordType.NS, cancellationToken);
        if (!Count(answer))
            return;

        lock (_one)
        {
            _gone = new Remark.ResolverSilent(_inARow);
            _nextTrial = clock.GetUtcNow() + BetweenTrials;
        }
        LogGone(_gone.Times, BetweenTrials);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Our resolver did not answer {Times} times in a row: until it does, one question every {Pause} is all it gets"
    )]
    private partial void LogGone(int times, TimeSpan pause);
}
