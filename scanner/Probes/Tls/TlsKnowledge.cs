namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>What the answers of one port have taught so far. Absent and null mean: not known.</summary>
internal sealed class TlsKnowledge
{
    private readonly Dictionary<TlsVersion, bool> _versions = [];
    private readonly SortedSet<ushort> _suites = [];

    /// <summary>True: accepted; false: denied, which takes alert 70 or a lower ServerHello.</summary>
    public IReadOnlyDictionary<TlsVersion, bool> Versions => _versions;

    /// <summary>The server spoke TLS, if only to say no.</summary>
    public bool SpeaksTls { get; private set; }

    /// <summary>DER, as sent and in that order.</summary>
    public IReadOnlyList<byte[]> Certificates { get; set; } = [];

    /// <summary>An OCSP answer came with these certificates; null where it could not be read.</summary>
    public bool? Stapled { get; private set; }

    /// <summary>What the newest version before TLS 1.3 was accepted with.</summary>
    public ServerHello? OldHello { get; private set; }

    /// <summary>Every suite that was accepted.</summary>
    public IReadOnlyCollection<ushort> Suites => _suites;

    public bool? Weak { get; set; }
    public bool? StaticRsa { get; set; }
    public bool? ForwardSecrecy { get; set; }
    public bool? Dhe { get; set; }

    /// <summary>The smallest group seen.</summary>
    public int? DheBits { get; private set; }

    public bool? PostQuantum { get; set; }

    public bool? Speaks(TlsVersion version) => _versions.TryGetValue(version, out var speaks) ? speaks : null;

    /// <summary>Every version before TLS 1.3 was denied.</summary>
    public bool OnlyTls13 => Enum.GetValues<TlsVersion>().All(version => Speaks(version) == (version == TlsVersion.Tls13));

    public void Learn(HelloAnswer answer)
    {
        SpeaksTls |= answer is HelloAnswer.Accepted or HelloAnswer.Alerted;
        if (answer is not HelloAnswer.Accepted accepted)
        {
            return;
        }

        var hello = accepted.Hello;
        _versions[hello.Version] = true;
        LearnSuite(hello.Suite, accepted.DheBits);
        if (hello.Version < TlsVersion.Tls13 && (OldHello is null || hello.Version > OldHello.Version))
        {
            OldHello = hello;
        }

        if (Certificates.Count == 0 && accepted.Certificates.Count > 0)
            (Certificates, Stapled) = (accepted.Certificates, accepted.Stapled);
    }

    /// <summary>What the answer to <paramref name="hello"/>, which left the suites to the server, says against versions.</summary>
    public void LearnDenials(ClientHello hello, HelloAnswer answer)
    {
        if (answer is HelloAnswer.Alerted alerted && alerted.Denies(hello.Newest))
        {
            _versions.TryAdd(hello.Newest, value: false);
        }
        else if (answer is HelloAnswer.Accepted accepted)
        {
            // the server takes the newest that both speak, so all above it is denied
            var above = Enum.GetValues<TlsVersion>().Where(v => v > accepted.Hello.Version && v <= hello.Newest);
            foreach (var version in above)
            {
                _versions.TryAdd(version, value: false);
            }
        }
    }

    private void LearnSuite(ushort suite, int? bits)
    {
        _suites.Add(suite);
        StaticRsa = CipherSuites.IsStaticRsa(suite) ? true : StaticRsa;
        ForwardSecrecy = CipherSuites.IsForwardSecret(suite) ? true : ForwardSecrecy;
        if (CipherSuites.IsDhe(suite))
        {
            Dhe = true;
            DheBits = DheBits is { } known && bits is { } seen ? Math.Min(known, seen) : bits ?? DheBits;
        }
    }
}
