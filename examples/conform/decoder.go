// A decoder of V1 alone, as small as can be, to show what `sinotrack conform` asks of one.
//
//	npx sinotrack-protocol conform --family v1 -- go run decoder.go
package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

type message struct {
	Type          string  `json:"type"`
	Command       string  `json:"command"`
	Maker         string  `json:"maker"`
	DeviceID      string  `json:"deviceId"`
	Time          string  `json:"time"`
	Valid         bool    `json:"valid"`
	Latitude      float64 `json:"latitude"`
	Longitude     float64 `json:"longitude"`
	SpeedKmh      float64 `json:"speedKmh"`
	CourseDegrees float64 `json:"courseDegrees"`
}

func degrees(text, letter string, digits int) (float64, error) {
	if len(text) < digits {
		return 0, fmt.Errorf("no degrees in %q", text)
	}
	whole, err := strconv.ParseFloat(text[:digits], 64)
	if err != nil {
		return 0, err
	}
	minutes, err := strconv.ParseFloat(text[digits:], 64)
	if err != nil {
		return 0, err
	}
	value := whole + minutes/60
	if letter == "S" || letter == "W" {
		value = -value
	}
	return value, nil
}

func decode(data []byte) []message {
	messages := []message{}
	for _, part := range strings.Split(string(data), "#") {
		f := strings.Split(strings.TrimLeft(part, "\r\n\x00 "), ",")
		if len(f) < 13 || !strings.HasPrefix(f[0], "*") || f[2] != "V1" {
			continue
		}
		at, err := time.Parse("020106150405", f[11]+f[3])
		latitude, err1 := degrees(f[5], f[6], 2)
		longitude, err2 := degrees(f[7], f[8], 3)
		knots, err3 := strconv.ParseFloat(f[9], 64)
		course, err4 := strconv.ParseFloat(f[10], 64)
		if err != nil || err1 != nil || err2 != nil || err3 != nil || err4 != nil {
			continue
		}
		messages = append(messages, message{
			"position", "V1", f[0][1:], f[1], at.Format("2006-01-02T15:04:05.000Z"),
			f[4] == "A", latitude, longitude, knots * 1.852, course,
		})
	}
	return messages
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		data, err := hex.DecodeString(lines.Text())
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		answer, _ := json.Marshal(decode(data))
		fmt.Println(string(answer))
	}
}
