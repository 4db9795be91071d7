using CsCheck;
using CyberWatch.Scanner.Discovery;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Scanner.Discovery;

public class ServiceBindingTests
{
    [Theory]
    [InlineData("000100", 1, "", null)]
    [InlineData("00000377656203746C6400", 0, "web.tld", null)]
    [InlineData("000100000100030268320003000220FB", 1, "", 8443)]
    [InlineData("00010357575700", 1, "www", null)]
    [InlineData("000100000300020000", 1, "", null)]
    public void Record_is_read(string octets, int priority, string target, int? port) =>
        Assert.Equal(new ServiceBinding((ushort)priority, target, port), ServiceBinding.Parse(Convert.FromHexString(octets)));

    [Theory]
    [InlineData("")]
    [InlineData("0001")]
    [InlineData("00010377")]
    [InlineData("000103772E7700")]
    [InlineData("00010377207700")]
    [InlineData("0001C00C")]
    [InlineData("00010000030002")]
    [InlineData("0001000003000220")]
    public void Broken_record_is_none(string octets) => Assert.Null(ServiceBinding.Parse(Convert.FromHexString(octets)));

    [Fact]
    public void Any_octets_give_a_name_that_may_be_asked_or_nothing() =>
        Gen
            .Byte.Array[0, 300]
            .Sample(
                octets =>
                    ServiceBinding.Parse(octets)
                        is null
                            or { Target.Length: 0 }
                            or { Target.Length: <= 253, Port: null or > 0 and <= ushort.MaxValue },
                iter: 20_000
            );

    [Fact]
    public void Octets_changed_anywhere_never_throw_and_never_name_what_is_no_host()
    {
        byte[] sound = [0, 1, .. DnsWire.Name("web.hebergeur.example"), 0, 1, 0, 3, 2, 0x68, 0x32, 0, 3, 0, 2, 0x20, 0xFB];
        Assert.Equal(new ServiceBinding(1, "web.hebergeur.example", 8443), ServiceBinding.Parse(sound));

        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte, Gen.Int[0, sound.Length])
            .Sample(
                (at, value, length) =>
                {
                    var changed = (byte[])sound.Clone();
                    changed[at] = value;
                    var target = ServiceBinding.Parse(changed.AsSpan(0, length))?.Target ?? "";
                    return target.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
                        && !target.Any(char.IsAsciiLetterUpper);
                },
                iter: 20_000
            );
    }
}
