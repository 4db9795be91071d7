using CsCheck;
using CyberWatch.Scanner.Probes.Service;
using CyberWatch.Scanner.Probes.Service.Questions;

namespace CyberWatch.Tests.Scanner.Probes.Service;

public class HostileOctetsTests
{
    private static readonly Func<byte[], Recognised?>[] Decoders =
    [
        heard => DicomQuestion.Read(heard),
        heard => DnsQuestionOverTcp.Read(heard),
        heard => HttpReply.Read(heard)?.Recognise(),
        heard => LdapQuestion.Read(heard),
        heard => MailQuestion.Read("smtp", heard, false),
        heard => MailQuestion.Read("pop3", heard, false),
        heard => MailQuestion.Read("imap", heard, false),
        heard => MemcachedQuestion.Read(heard),
        heard => MqttQuestion.Read(heard),
        heard => NetbiosQuestion.Read(heard),
        heard => PostgresQuestion.Read(heard),
        heard => RdpQuestion.Read(heard),
        heard => RedisQuestion.Read(heard),
        heard => SmbQuestion.Read(true, new Heard(heard, null)),
        heard => SqlServerQuestion.Read(heard),
        heard => SshQuestion.Read(heard),
        heard => VncQuestion.Read(heard),
        .. UdpQuestions.All.Select(question => (Func<byte[], Recognised?>)(heard => question.Read(heard))),
    ];

    [Fact]
    public void No_octets_make_a_decoder_throw() =>
        Gen.Select(
                Gen.Byte.Array[0, 300],
                Choice(
                    "",
                    "HTTP/1.1 200 ",
                    "250-",
                    "+OK\r\n",
                    "\u0003\0\0",
                    "0\u0084",
                    "VERSION ",
                    "\u0004\u0001",
                    "\0\0\0a\u00ffSMB",
                    "0\u0029",
                    "\u0002\u0000"
                )
            )
            .Sample(
                (bytes, prefix) => Decoders.All(decoder => decoder([.. Lines.Bytes(prefix), .. bytes])?.Service != ""),
                iter: 3_000
            );

    private static Gen<T> Choice<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
