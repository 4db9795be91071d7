using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using CyberWatch.Scanner.Probes.Service.Questions;

namespace CyberWatch.Scanner.Probes.Service;

/// <summary>What came of one port.</summary>
internal abstract record PortReply
{
    private PortReply() { }

    /// <summary>It accepted a connection. <paramref name="What"/> is null when it said nothing that we know.</summary>
    public sealed record Open(Recognised? What, byte[] Greeting) : PortReply;

    public sealed record Silent(Silence Why, string Detail) : PortReply;
}

/// <summary>
/// Finds out what one TCP port speaks: listens first, then asks the question that its number suggests, HTTP, and TLS with the same again
/// inside. At most five connections.
/// </summary>
internal sealed class PortInterview(Port port)
{
    private static readonly IServiceQuestion Http = new HttpQuestion();

    public async Task<PortReply> AskAsync(CancellationToken cancellationToken)
    {
        var dialled = await port.Dialer.ConnectAsync(port.Target, Purpose.Ports, cancellationToken);
        if (dialled is not Dialled.Connected connected)
        {
            return dialled is Dialled.Silent silent
                ? new PortReply.Silent(silent.Why, silent.Detail)
                : throw new InvalidOperationException();
        }

        await using var first = new Conversation(connected.Stream, port.Clock);
        if (HealthPorts.Contains(port.Number))
            return new PortReply.Open(await AskEquipmentAsync(first, cancellationToken), []);

        var heard = await ListenAsync(first, cancellationToken);
        return heard.Nothing
            ? new PortReply.Open(await AskSilentAsync(heard.End == Silence.TimedOut ? first : null, cancellationToken), [])
            : new PortReply.Open(await FollowUpAsync(first, heard, cancellationToken), heard.Bytes);
    }

    // no greeting is waited for and no other question asked
    private async Task<Recognised?> AskEquipmentAsync(Conversation conversation, CancellationToken cancellationToken) =>
        PortQuestions.IsDicom(port.Number) ? await new DicomQuestion().AskAsync(conversation, port, cancellationToken) : null;

    private Task<Heard> ListenAsync(Conversation conversation, CancellationToken cancellationToken) =>
        conversation.HearAsync(
            heard =>
                heard.Span[0] == 0xFF
                || heard.Span.Contains((byte)'\n')
                || heard.Length >= 8 && Greetings.Read(heard.Span, port.Number) is not null,
            PortQuestions.GreetsLate(port.Number) && !port.InsideTls ? port.Options.LateGreeting : port.Options.Greeting,
            cancellationToken
        );

    private async Task<Recognised?> FollowUpAsync(Conversation conversation, Heard heard, CancellationToken cancellationToken)
    {
        if (Greetings.Read(heard.Bytes, port.Number) is not { } greeted)
            return null;

        // a greeting of refusal (421, 554) is followed by nothing
        var refused = Lines.Code(heard.Bytes) is 421 or 450 or 554 || heard.End is not null;
        if (refused || PortQuestions.After(greeted.Service) is not { } question)
            return greeted;

        var more = await question.AskAsync(conversation, port, cancellationToken);
        return (more?.More ?? greeted.More).Aggregate(greeted, (known, fact) => known.With(fact.Key, fact.Value));
    }

    private async Task<Recognised?> AskSilentAsync(Conversation? first, CancellationToken cancellationToken)
    {
        Recognised? known = null;
        if (PortQuestions.For(port.Number) is { } suggested)
        {
            known = await OnAsync(suggested, first, cancellationToken);
            first = null;
        }

        var tlsFirst = PortQuestions.ExpectsTls(port.Number);
        if (known is null && tlsFirst)
            known = await InsideTlsAsync(cancellationToken);

        known ??= await OnAsync(Http, first, cancellationToken);
        return known is null or { Service: "tls", Tunnel: null } && !tlsFirst
            ? await InsideTlsAsync(cancellationToken) ?? known
            : known;
    }

    private async Task<Recognised?> OnAsync(
        IServiceQuestion question,
        Conversation? conversation,
        CancellationToken cancellationToken
    )
    {
        if (conversation is not null)
            return await question.AskAsync(conversation, port, cancellationToken);

        await using var again = await port.AgainAsync(cancellationToken);
        return again is null ? null : await question.AskAsync(again, port, cancellationToken);
    }

    private async Task<Recognised?> InsideTlsAsync(CancellationToken cancellationToken)
    {
        if (
            port.InsideTls
            || await port.Dialer.ConnectAsync(port.Target, Purpose.Ports, cancellationToken) is not Dialled.Connected plain
        )
        {
            return null;
        }

        using var late = new CancellationTokenSource(port.Options.Answer, port.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var secured = await SecureConnection.OpenAsync(plain.Stream, SecureConnection.Offer(null, port.Clock), either.Token);
            return secured is Secured.Connected connected ? await TalkInsideAsync(connected.Stream, cancellationToken) : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<Recognised> TalkInsideAsync(Stream tls, CancellationToken cancellationToken)
    {
        var inside = new PortInterview(port with { InsideTls = true });
        await using var conversation = new Conversation(tls, port.Clock);
        var question = PortQuestions.For(port.Number) ?? Http;
        var heard = PortQuestions.GreetsInsideTls(port.Number)
            ? await inside.ListenAsync(conversation, cancellationToken)
            : new Heard([], Silence.TimedOut);
        var known = heard.Nothing
            ? await question.AskAsync(conversation, port with { InsideTls = true }, cancellationToken)
            : await inside.FollowUpAsync(conversation, heard, cancellationToken);
        return (known ?? new Recognised("tls")) with { Tunnel = "ssl" };
    }
}
