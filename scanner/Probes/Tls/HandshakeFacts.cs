namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>The facts of a survey about protocols and offers. What is not known is left out.</summary>
internal static class HandshakeFacts
{
    public static Dictionary<string, object?> Of(TlsKnowledge known)
    {
        var facts = new Dictionary<string, object?> { ["handshake"] = known.Versions.Values.Contains(true) };
        Put(facts, "ssl3", known.Speaks(TlsVersion.Ssl3));
        Put(facts, "tls10", known.Speaks(TlsVersion.Tls10));
        Put(facts, "tls11", known.Speaks(TlsVersion.Tls11));
        Put(facts, "tls12", known.Speaks(TlsVersion.Tls12));
        Put(facts, "tls13", known.Speaks(TlsVersion.Tls13));
        Put(facts, "static_rsa", known.StaticRsa);
        Put(facts, "forward_secrecy", known.ForwardSecrecy);
        Put(facts, "dhe", known.Dhe);
        Put(facts, "stapled", known.Stapled);
        Put(facts, "post_quantum", known.PostQuantum);
        PutDheBits(facts, known);
        PutWeakSuites(facts, known);
        PutExtensions(facts, known);
        return facts;
    }

    private static void Put(Dictionary<string, object?> facts, string name, bool? value)
    {
        if (value is { } stated)
        {
            facts[name] = stated;
        }
    }

    private static void PutDheBits(Dictionary<string, object?> facts, TlsKnowledge known)
    {
        if (known.DheBits is { } bits)
        {
            facts["dhe_bits"] = (double)bits;
        }
        else if (known.Dhe is false)
        {
            facts["dhe_bits"] = null;
        }
    }

    private static void PutWeakSuites(Dictionary<string, object?> facts, TlsKnowledge known)
    {
        if (known.Weak is not null)
        {
            facts["weak_suites"] = known
                .Suites.Where(suite => CipherSuites.WeaknessOf(suite) is not null)
                .Select(CipherSuites.NameOf)
                .ToArray();
        }
    }

    private static void PutExtensions(Dictionary<string, object?> facts, TlsKnowledge known)
    {
        if (known.OldHello is { } hello)
        {
            facts["secure_renegotiation"] = hello.RenegotiationInfo;
        }
        else if (known.OnlyTls13)
        {
            // renegotiation does not exist in TLS 1.3 (RFC 8446 section 4.1.2)
            facts["secure_renegotiation"] = true;
        }

        if (known.OldHello is { Version: TlsVersion.Tls12 } newest)
        {
            facts["extended_master_secret"] = newest.ExtendedMasterSecret;
        }
        else if (known.Speaks(TlsVersion.Tls12) is false)
        {
            facts["extended_master_secret"] = null;
        }
    }
}
