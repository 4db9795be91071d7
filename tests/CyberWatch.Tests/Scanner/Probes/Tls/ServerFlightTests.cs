using CsCheck;
using CyberWatch.Rules.Model;
using CyberWatch.Scanner.Probes.Tls;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Probes.Tls;

public class ServerFlightTests
{
    private static readonly ClientHello Offer = ClientHello.Old(TlsVersion.Tls12, CipherSuites.All, "www.hopital-nord.example");

    private static readonly OldTlsServer Server = new()
    {
        Versions = [TlsVersion.Tls12],
        Suites = [0x0033],
        Certificate = new byte[700],
        PrimeOctets = 128,
    };

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16000)]
    public void Messages_are_read_wherever_records_cut_them(int fragment)
    {
        var answer = Fed((Server with { Fragment = fragment }).Answer(Offer.Encode()), piece: 3);

        var accepted = Assert.IsType<HelloAnswer.Accepted>(answer);
        Assert.Equal(TlsVersion.Tls12, accepted.Hello.Version);
        Assert.Equal(1024, accepted.DheBits);
        Assert.Equal(700, Assert.Single(accepted.Certificates).Length);
    }

    [Fact]
    public void A_hello_alone_is_not_yet_an_acceptance()
    {
        var whole = Server.Answer(Offer.Encode());

        var answer = Fed(whole[..60], piece: 60);

        Assert.Equal(Silence.ClosedEarly, Assert.IsType<HelloAnswer.Silent>(answer).Why);
    }

    [Fact]
    public void A_suite_that_was_not_offered_is_no_acceptance()
    {
        var answer = Server.Answer(Offer.Encode());
        var offer = Offer with { Suites = [0x002F] };

        Assert.IsType<HelloAnswer.Malformed>(Fed(answer, piece: 100, offer));
    }

    [Fact]
    public void A_fatal_alert_behind_the_hello_takes_it_back()
    {
        var flight = Server.Answer(Offer.Encode());
        var hello = (Server with { Fragment = 42 }).Answer(Offer.Encode())[..47];

        var answer = Fed([.. hello, .. OldTlsServer.Alert(80)], piece: 11);

        Assert.Equal(80, Assert.IsType<HelloAnswer.Alerted>(answer).Description);
        Assert.IsType<HelloAnswer.Accepted>(Fed(flight, piece: 11));
    }

    [Fact]
    public void A_warning_about_the_name_is_no_refusal()
    {
        byte[] octets = [21, 3, 3, 0, 2, 1, 112, .. Server.Answer(Offer.Encode())];

        Assert.IsType<HelloAnswer.Accepted>(Fed(octets, piece: 4));
    }

    [Theory]
    [InlineData("220 mail.hopital-nord.example ESMTP\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("-ERR unknown command\r\n")]
    [InlineData("\u0016E")]
    public void Other_protocols_are_told_by_their_first_octets(string greeting)
    {
        Assert.IsType<HelloAnswer.NotTls>(Fed(System.Text.Encoding.Latin1.GetBytes(greeting), piece: 1));
    }

    [Fact]
    public void Endless_records_end()
    {
        byte[] endless = [.. Enumerable.Range(0, 60_000).SelectMany(_ => new byte[] { 20, 3, 1, 0, 1, 1 })];

        Assert.IsType<HelloAnswer.Malformed>(Fed(endless, piece: 4096));
    }

    [Fact]
    public void Random_octets_never_throw() =>
        Gen.Select(Gen.Byte.Array[0, 400], Gen.Int[1, 50]).Sample((octets, piece) => Fed(octets, piece) is not null);

    [Fact]
    public void Random_records_of_tls_never_throw()
    {
        var record = Gen.Select(
            Gen.Int[20, 23],
            Gen.Byte.Array[1, 60],
            (type, content) => (byte[])[(byte)type, 3, 3, 0, (byte)content.Length, .. content]
        );

        record
            .Array[1, 20]
            .Select(Gen.Int[1, 50])
            .Sample((records, piece) => Fed([.. records.SelectMany(octets => octets)], piece) is not null);
    }

    [Fact]
    public void Mutated_answers_never_throw_and_never_accept_what_was_not_offered()
    {
        var whole = Server.Answer(Offer.Encode());

        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length], Gen.Int[1, 99])
            .Sample(
                (at, value, length, piece) =>
                {
                    byte[] octets = [.. whole];
                    octets[at] = value;
                    var answer = Fed(octets[..length], piece);
                    return answer is not HelloAnswer.Accepted accepted
                        || (accepted.Hello.Version <= Offer.Newest && Offer.Suites.Contains(accepted.Hello.Suite));
                }
            );
    }

    private static HelloAnswer Fed(byte[] octets, int piece, ClientHello? offer = null)
    {
        var flight = new ServerFlight(offer ?? Offer);
        foreach (var chunk in octets.Chunk(piece).TakeWhile(_ => flight.Answer is null))
        {
            flight.Feed(chunk);
        }

        return flight.End(Silence.ClosedEarly, "end");
    }
}
