using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Net;
using Microsoft.Extensions.Options;

namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>
/// States which versions and suites of TLS one port accepts, and the certificates that it shows. Every connection ends after the server's
/// first flight, except one completed handshake where TLS 1.3 hides the certificates. Sends no application data.
/// </summary>
internal sealed partial class TlsProbe(
    TrustStore trust,
    OldTlsSelfTest selfTest,
    TimeProvider clock,
    IOptions<TlsProbeOptions> options,
    ILogger<TlsProbe> logger
) : IProbe
{
    private readonly HelloClient _hellos = new(clock, options.Value.HelloTimeout);
    private readonly PlatformHandshake _platform = new(clock, options.Value.HelloTimeout);

    public string Id => "tls";

    public bool AppliesTo(Asset asset) => asset is Asset.Service { Transport: Transport.Tcp };

    public async Task<IReadOnlyList<Finding>> AskAsync(Asset asset, ProbeContext context, CancellationToken cancellationToken)
    {
        var service = (Asset.Service)asset;
        var target = new Target(service.Address, service.Port, service.Name);
        var speaksOld = await selfTest.PassesAsync(cancellationToken);
        var survey = new TlsSurvey(
            service.Name,
            speaksOld,
            (hello, token) => _hellos.AskAsync(context.Dialer, target, hello, token)
        );
        var nothing = await RunAsync(survey, context.Dialer, target, cancellationToken);
        ProbeAnswer answer = nothing is null ? Describe(survey.Knowledge, service) : nothing;
        LogAnswer(target, answer);
        return [new Finding(asset, Id, clock.GetUtcNow(), answer, TlsReplay.Lines(service, survey.Knowledge))];
    }

    private async Task<ProbeAnswer.NoAnswer?> RunAsync(
        TlsSurvey survey,
        IDialer dialer,
        Target target,
        CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var nothing = await survey.RunAsync(either.Token);
            if (survey.Knowledge is { Certificates.Count: 0 } known && known.Speaks(TlsVersion.Tls13) is true)
            {
                known.Certificates = await _platform.CertificatesAsync(dialer, target, either.Token);
            }

            return nothing;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return survey.Knowledge.SpeaksTls
                ? null
                : new ProbeAnswer.NoAnswer(Silence.TimedOut, $"no answer within {options.Value.Timeout.TotalSeconds:0.#} s");
        }
    }

    private ProbeAnswer.Facts Describe(TlsKnowledge known, Asset.Service service)
    {
        var facts = HandshakeFacts.Of(known);
        facts["asked_name"] = service.Name;
        new CertificateFacts(new PathSearch(trust), clock.GetUtcNow()).Add(
            facts,
            known.Certificates,
            names => names.Match(service.Name, service.Address)
        );
        return new ProbeAnswer.Facts(facts);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "TLS of {Target}: {Answer}")]
    private partial void LogAnswer(Target target, ProbeAnswer answer);
}
