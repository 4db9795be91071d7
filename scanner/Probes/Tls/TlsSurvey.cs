using CyberWatch.Rules.Model;

namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>The questions to one port in their order. What came that neither accepts nor denies leaves the matter open.</summary>
/// <param name="name">The host name to ask for, or null.</param>
/// <param name="speaksOld">Our own client for the old versions passed its self-test.</param>
/// <param name="ask">One hello over one connection.</param>
internal sealed class TlsSurvey(string? name, bool speaksOld, Func<ClientHello, CancellationToken, Task<HelloAnswer>> ask)
{
    private static readonly TlsVersion[] BeforeTls12 = [TlsVersion.Tls11, TlsVersion.Tls10, TlsVersion.Ssl3];

    private int _silencesInRow;

    public TlsKnowledge Knowledge { get; } = new();

    /// <summary>The other side stopped answering, or we may not ask any more.</summary>
    private bool GivenUp => _silencesInRow >= 2;

    /// <summary>Null when the server speaks TLS; else why nothing was learned.</summary>
    public async Task<ProbeAnswer.NoAnswer?> RunAsync(CancellationToken cancellationToken)
    {
        if (await BeginAsync(cancellationToken) is { } nothing)
        {
            return nothing;
        }

        foreach (var version in speaksOld ? BeforeTls12 : [])
        {
            await AskVersionAsync(ClientHello.Old(version, CipherSuites.All, name), cancellationToken);
        }

        await new SuiteSurvey(name, Knowledge, AskAsync).RunAsync(speaksOld, cancellationToken);
        Knowledge.PostQuantum = await AskPostQuantumAsync(cancellationToken);
        return null;
    }

    private async Task<ProbeAnswer.NoAnswer?> BeginAsync(CancellationToken cancellationToken)
    {
        var first = await AskVersionAsync(ClientHello.Modern(name), cancellationToken);
        if (!Knowledge.SpeaksTls && !MayStillSpeak(first))
        {
            return Nothing(first);
        }

        if (Knowledge.Speaks(TlsVersion.Tls12) is null)
        {
            await AskVersionAsync(ClientHello.Old(TlsVersion.Tls12, CipherSuites.All, name), cancellationToken);
        }

        if (!Knowledge.SpeaksTls)
        {
            await AskVersionAsync(ClientHello.Old(TlsVersion.Tls10, CipherSuites.All, name), cancellationToken);
        }

        return Knowledge.SpeaksTls ? null : Nothing(first);
    }

    private static bool MayStillSpeak(HelloAnswer answer) =>
        answer is HelloAnswer.Malformed or HelloAnswer.Silent { Why: Silence.TimedOut or Silence.Reset or Silence.ClosedEarly };

    private static ProbeAnswer.NoAnswer Nothing(HelloAnswer first) =>
        first switch
        {
            HelloAnswer.Silent silent => new(silent.Why, silent.Detail),
            HelloAnswer.NotTls other => new(Silence.SpokeAnotherProtocol, ForeignText.Of(other.Beginning, 100)),
            HelloAnswer.Malformed malformed => new(Silence.SpokeAnotherProtocol, malformed.Detail),
            _ => throw new InvalidOperationException($"{first} is an answer"),
        };

    private async Task<HelloAnswer> AskVersionAsync(ClientHello hello, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(hello, cancellationToken);
        Knowledge.LearnDenials(hello, answer);
        return answer;
    }

    private async Task<HelloAnswer> AskAsync(ClientHello hello, CancellationToken cancellationToken)
    {
        if (GivenUp)
        {
            return new HelloAnswer.Silent(Silence.TimedOut, "not asked any more");
        }

        var answer = await ask(hello, cancellationToken);
        _silencesInRow = answer switch
        {
            HelloAnswer.Silent { Why: Silence.NotAllowed } => 2,
            // so end many servers what they do not speak: no reason to stop
            HelloAnswer.Silent { Why: Silence.Reset or Silence.ClosedEarly } => _silencesInRow,
            HelloAnswer.Silent => _silencesInRow + 1,
            _ => 0,
        };
        Knowledge.Learn(answer);
        return answer;
    }

    private async Task<bool?> AskPostQuantumAsync(CancellationToken cancellationToken)
    {
        if (Knowledge.Speaks(TlsVersion.Tls13) is not true)
        {
            return Knowledge.Speaks(TlsVersion.Tls13);
        }

        return await AskAsync(ClientHello.PostQuantum(name), cancellationToken) switch
        {
            HelloAnswer.Accepted { Hello.Version: TlsVersion.Tls13 } => true,
            HelloAnswer.Alerted { DeniesSuites: true } => false,
            _ => null,
        };
    }
}
